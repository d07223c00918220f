import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { CASE_RISKS, FORM_CODES } from '#contract/case-forms';
import { PERSON_FACTS, type PersonFact } from '#contract/service-eligibility';
import { Choices } from '../../ui/Choices.tsx';
import { optionsOf } from '../../ui/options.ts';
import { codeNamesOf, describeRule, FACT_NAMES } from './describe-service.ts';
import { type RuleDraft, readableRules, type ServiceDraft } from './service-draft.ts';
import css from './services.module.css';
import { useServiceTexts } from './use-service-texts.ts';

const CODES: Partial<Record<PersonFact, readonly string[]>> = {
  ...{ sex: FORM_CODES.sex, nationality: FORM_CODES.nationality, 'school-status': FORM_CODES.schoolStatus },
  ...{ risk: CASE_RISKS, disability: FORM_CODES.disability, 'child-flag': FORM_CODES.childFlag },
};
const MOST_RULES = 12;
const MOST_PARTS = 6;
/** Nothing else tells two conditions apart while they are written. */
const keyAt = (at: number): string => `part ${at}`;
const newPart = (): RuleDraft => ({ fact: 'age', from: '', to: '', oneOf: [] });

type Props = {
  rules: ServiceDraft['rules'];
  /** Those that cannot be saved. */
  wrong: readonly number[];
  onChange: (rules: ServiceDraft['rules']) => void;
};

/** Conditions that the program applies: all must hold, and one may have alternatives. Below it what they say in words. */
export function RulesField({ rules, wrong, onChange }: Props) {
  const { t, language } = useServiceTexts();
  const put = (at: number, parts: readonly RuleDraft[]): void =>
    onChange(parts.length === 0 ? rules.toSpliced(at, 1) : rules.with(at, parts));
  const said = readableRules(rules).map((rule) => describeRule(rule, language));
  return (
    <fieldset className={css.rules}>
      <legend>{t('field.rules')}</legend>
      <p className={css.small}>{t('rules.hint')}</p>
      {rules.map((parts, at) => (
        <fieldset key={keyAt(at)} className={css.rule} data-wrong={wrong.includes(at) || undefined}>
          <legend className="visually-hidden">{t('rules.nth', { n: at + 1 })}</legend>
          {at > 0 && <p className={css.and}>{t('rules.and')}</p>}
          {parts.map((part, index) => (
            <Part
              key={keyAt(index)}
              part={part}
              isFirst={index === 0}
              isWrong={wrong.includes(at)}
              onChange={(changed) => put(at, parts.with(index, changed))}
              onRemove={() => put(at, parts.toSpliced(index, 1))}
            />
          ))}
          {wrong.includes(at) && <p className={css.problem}>{t('rules.wrong')}</p>}
          {parts.length < MOST_PARTS && (
            <Button
              className={`${css.tall} ${css.start}`}
              variant="subtle"
              onClick={() => put(at, [...parts, newPart()])}
            >
              {t('rules.or')}
            </Button>
          )}
        </fieldset>
      ))}
      {rules.length < MOST_RULES && (
        <Button
          className={`${css.tall} ${css.start}`}
          variant="default"
          leftSection={<IconPlus aria-hidden size={20} />}
          onClick={() => onChange([...rules, [newPart()]])}
        >
          {t('rules.add')}
        </Button>
      )}
      <p className={css.said} role="status">
        {said.length > 0 ? `${t('rules.says')} ${said.join(` ${t('rules.and')} `)}` : t('rules.none')}
      </p>
    </fieldset>
  );
}

type PartProps = {
  part: RuleDraft;
  isFirst: boolean;
  isWrong: boolean;
  onChange: (part: RuleDraft) => void;
  onRemove: () => void;
};

function Part({ part, isFirst, isWrong, onChange, onRemove }: PartProps) {
  const { t, language } = useServiceTexts();
  const { fact } = part;
  const codes = CODES[fact];
  const names = codeNamesOf(fact, language) ?? {};
  const number = (name: 'from' | 'to', label: string) => (
    <TextInput
      size="lg"
      className={css.short}
      inputMode="numeric"
      maxLength={9}
      label={label}
      aria-invalid={isWrong || undefined}
      value={part[name]}
      onChange={(event) => onChange({ ...part, [name]: event.currentTarget.value })}
    />
  );
  return (
    <div className={css.rulePart}>
      {!isFirst && <p className={css.and}>{t('rules.orWord')}</p>}
      <div className={css.ruleLine}>
        <NativeSelect
          size="lg"
          label={t('rules.fact')}
          value={fact}
          data={optionsOf(PERSON_FACTS, FACT_NAMES[language])}
          onChange={(event) => {
            const next = PERSON_FACTS.find((one) => one === event.currentTarget.value);
            if (next) onChange({ ...newPart(), fact: next });
          }}
        />
        {fact === 'age' && number('from', t('rules.from'))}
        {fact === 'age' && number('to', t('rules.to'))}
        {fact === 'income-per-head' && number('to', t('rules.baht'))}
        <Button variant="default" className={css.removeRule} aria-label={t('rules.remove')} onClick={onRemove}>
          <IconTrash aria-hidden size={22} />
        </Button>
      </div>
      {codes && (
        <Choices
          many
          tight
          label={t('rules.accepted')}
          options={optionsOf(codes, names)}
          chosen={part.oneOf}
          onChange={(oneOf) => onChange({ ...part, oneOf })}
        />
      )}
    </div>
  );
}
