import { IconCheck, IconHelpCircle, IconStar, IconUrgent, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { FORM_CODES, type FormCode, type FormDraft } from '#contract/case-forms';
import { type DangerTool, decideDanger } from '#contract/case-risk';
import { CASES_TEXT } from '../../../text/cases.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { optionsOf } from '../../../ui/options.ts';
import { useText } from '../../../ui/use-text.ts';
import cases from './cases.module.css';
import css from './DangerFields.module.css';
import forms from './forms.module.css';
import { RiskChip } from './RiskChip.tsx';
import { useFormTexts } from './use-form-texts.ts';

type Answer = FormCode<'yesNoUnknown'>;
const ICONS: Record<Answer, ReactNode> = {
  yes: <IconCheck aria-hidden size={26} />,
  no: <IconX aria-hidden size={26} />,
  unknown: <IconHelpCircle aria-hidden size={26} />,
};

type Props = { tool: DangerTool; body: FormDraft<'danger'>; onChange: (body: FormDraft<'danger'>) => void };

/** The answers stay at the thumb, always at the same place and of equal weight; the level stands as soon as it is known. */
export function DangerFields({ tool, body, onChange }: Props) {
  const { t, language } = useText(CASES_TEXT);
  const { codes, fields } = useFormTexts();
  const { answers } = body;
  const { level, because, open } = decideDanger(tool, answers);
  const [chosen, setChosen] = useState<string | null>(null);
  const current = tool.questions.find(({ id }) => id === (chosen ?? open[0]));
  const number = current ? tool.questions.indexOf(current) + 1 : 0;
  const numbers = because.map((id) => tool.questions.findIndex((one) => one.id === id) + 1);
  const answer = (said: Answer): void => {
    if (!current) return;
    onChange({ ...body, answers: { ...answers, [current.id]: said } });
    setChosen(null);
  };
  return (
    <>
      <a className={forms.police} href="tel:191">
        <IconUrgent aria-hidden size={24} /> {t('dangerForm.police')}
      </a>
      <div className={forms.level} role="status">
        {level ? (
          <>
            <RiskChip risk={level} />
            <span>
              {numbers.length > 0 && t('dangerForm.because', { numbers: numbers.join(', ') })}
              {open.length > 0 && ` · ${t('dangerForm.goOn')}`}
            </span>
          </>
        ) : (
          <span className={cases.small}>{t('dangerForm.notYet', { n: open.length })}</span>
        )}
      </div>
      <ol className={css.questions}>
        {tool.questions.map(({ id, starred, ...text }, index) => {
          const said = answers[id];
          return (
            <li key={id} id={`field-answers.${id}`}>
              <button
                type="button"
                className={css.questionButton}
                onClick={() => setChosen(id)}
                aria-current={id === current?.id ? 'step' : undefined}
              >
                <span className={css.number}>{index + 1}</span>
                <span className={css.question}>
                  {text[language]} {starred && <IconStar role="img" aria-label={t('dangerForm.starred')} size={16} />}
                </span>
                <span className={css.said} data-said={said}>
                  {said ? (
                    <>
                      {ICONS[said]} {codes.yesNoUnknown[said]}
                    </>
                  ) : (
                    id === current?.id && t('dangerForm.asking')
                  )}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
      <p className={cases.small}>{t('dangerForm.rule')}</p>
      <div id="field-asked">
        <Choices
          label={fields.danger.asked}
          options={optionsOf(FORM_CODES.seenAlone, codes.seenAlone)}
          chosen={body.asked ? [body.asked] : []}
          onChange={([next]) => {
            const { asked: _, ...others } = body;
            const asked = FORM_CODES.seenAlone.find((one) => one === next);
            onChange(asked ? { ...others, asked } : others);
          }}
        />
      </div>
      <p className={cases.small}>
        {tool.name[language]} · {t('dangerForm.version', { version: tool.toolVersion })}
        {!tool.validated && ` · ${t('dangerForm.notValidated')}`}
      </p>
      {current && (
        <section className={css.thumb} aria-label={t('dangerForm.question', { n: number, all: tool.questions.length })}>
          <p className={cases.small} aria-hidden>
            {t('dangerForm.question', { n: number, all: tool.questions.length })}
          </p>
          <p className={css.ask} aria-live="polite">
            {current[language]}
          </p>
          <div className={css.answers}>
            {FORM_CODES.yesNoUnknown.map((one) => (
              <button
                key={one}
                type="button"
                className={css.answer}
                aria-pressed={answers[current.id] === one}
                onClick={() => answer(one)}
              >
                {ICONS[one]} {codes.yesNoUnknown[one]}
              </button>
            ))}
          </div>
        </section>
      )}
    </>
  );
}
