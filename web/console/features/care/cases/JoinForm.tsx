import { TextInput } from '@mantine/core';
import { useDeferredValue, useState } from 'react';
import { CASE_RISKS } from '#contract/case-forms';
import { HOUSEHOLD_RELATIONS, type JoinHousehold } from '#contract/household';
import { CASE_ACTS_TEXT } from '../../../text/case-acts.ts';
import { HOUSEHOLD_TEXT } from '../../../text/household.ts';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import { useDuplicates } from './acts-data.ts';
import { Choices } from './Choices.tsx';
import css from './cases.module.css';
import { FoundCases } from './FoundCases.tsx';
import { useFormTexts } from './use-form-texts.ts';

type Props = {
  caseId: string;
  isSending: boolean;
  error: unknown;
  onCancel(): void;
  onSubmit(sent: JoinHousehold): void;
};

/**
 * Somebody else lives there. Whoever has a case already is added with it; for whoever needs help too one is opened in the
 * same step, and nothing that this case knows is typed again.
 */
export function JoinForm({ caseId, onSubmit, ...form }: Props) {
  const { t } = useText(HOUSEHOLD_TEXT);
  const { t: acts } = useText(CASE_ACTS_TEXT);
  const { risks } = useFormTexts();
  const [name, setName] = useState('');
  const [idNumber, setIdNumber] = useState('');
  const [[relation], setRelation] = useState<string[]>([]);
  const [[needs], setNeeds] = useState<string[]>(['no']);
  const [[minor], setMinor] = useState<string[]>([]);
  const [[risk], setRisk] = useState<string[]>([]);
  const [isOther, setOther] = useState(false);
  const opens = needs === 'yes';
  const called = name.trim();
  const numbered = idNumber.trim();
  const asked = useDeferredValue({ name: called, ...(opens && numbered && { idNumber: numbered }) });
  const found = (useDuplicates(asked).data ?? []).filter((one) => one.case.id !== caseId);
  const is = HOUSEHOLD_RELATIONS.find((one) => one === relation);
  const level = CASE_RISKS.find((one) => one === risk);
  const isAnswered = !opens || (minor !== undefined && risk !== undefined);
  const submit = (): void => {
    if (!is) return;
    const help = { isMinor: minor === 'yes', ...(level && { risk: level }), ...(numbered && { idNumber: numbered }) };
    onSubmit({ name: called, relation: is, ...(opens && { opens: help }) });
  };
  return (
    <InlineForm
      {...form}
      submitLabel={t(opens ? 'joinOpen' : 'join')}
      isReady={called.length > 0 && is !== undefined && isAnswered && (found.length === 0 || isOther)}
      onSubmit={submit}
    >
      <TextInput
        size="lg"
        maxLength={120}
        autoComplete="off"
        label={t('name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Choices
        label={t('relationTo')}
        options={HOUSEHOLD_RELATIONS.filter((one) => one !== 'self').map((value) => ({
          value,
          label: t(`relation.${value}`),
        }))}
        chosen={relation ? [relation] : []}
        onChange={setRelation}
      />
      <Choices
        label={t('needs')}
        options={(['no', 'yes'] as const).map((value) => ({ value, label: t(`needsHelp.${value}`) }))}
        chosen={needs ? [needs] : []}
        onChange={setNeeds}
      />
      {opens && (
        <>
          <p className={css.small}>{t('opensHint')}</p>
          <TextInput
            size="lg"
            maxLength={30}
            autoComplete="off"
            label={t('idNumber')}
            value={idNumber}
            onChange={(event) => setIdNumber(event.currentTarget.value)}
          />
          <Choices
            label={acts('open.age')}
            options={(['no', 'yes'] as const).map((value) => ({ value, label: acts(`open.minor.${value}`) }))}
            chosen={minor ? [minor] : []}
            onChange={setMinor}
          />
          <Choices
            label={acts('open.risk')}
            options={[
              ...CASE_RISKS.map((value) => ({ value: String(value), label: risks[value] })),
              { value: 'unknown', label: acts('open.unknownRisk') },
            ]}
            chosen={risk ? [risk] : []}
            onChange={setRisk}
          />
          {risk === 'unknown' && <p className={css.small}>{acts('open.unknownHint')}</p>}
        </>
      )}
      {found.length > 0 && (
        <>
          <FoundCases
            found={found}
            isOther={isOther}
            onOther={setOther}
            take={{
              label: t('joinWith'),
              isReady: is !== undefined && !form.isSending,
              onTake: (other) => is && onSubmit({ relation: is, caseId: other }),
            }}
          />
          {!is && <p className={css.small}>{t('chooseRelation')}</p>}
        </>
      )}
    </InlineForm>
  );
}
