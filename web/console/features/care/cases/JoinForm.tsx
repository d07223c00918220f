import { TextInput } from '@mantine/core';
import { useDeferredValue, useState } from 'react';
import { HOUSEHOLD_RELATIONS, type JoinHousehold } from '#contract/household';
import { HOUSEHOLD_TEXT } from '../../../text/household.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import { AgeAndRisk, type AgeAndRiskAnswers, readAgeAndRisk } from './AgeAndRisk.tsx';
import { useDuplicates } from './acts-data.ts';
import css from './cases.module.css';
import { FoundCases } from './FoundCases.tsx';

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
  const [name, setName] = useState('');
  const [idNumber, setIdNumber] = useState('');
  const [[relation], setRelation] = useState<string[]>([]);
  const [[needs], setNeeds] = useState<string[]>(['no']);
  const [answers, setAnswers] = useState<AgeAndRiskAnswers>({});
  const [isOther, setOther] = useState(false);
  const opens = needs === 'yes';
  const called = name.trim();
  const numbered = idNumber.trim();
  const asked = useDeferredValue({ name: called, ...(opens && numbered && { idNumber: numbered }) });
  const found = (useDuplicates(asked).data ?? []).filter((one) => one.case.id !== caseId);
  const is = HOUSEHOLD_RELATIONS.find((one) => one === relation);
  const isAnswered = !opens || (answers.minor !== undefined && answers.risk !== undefined);
  const submit = (): void => {
    if (!is) return;
    const help = { ...readAgeAndRisk(answers), ...(numbered && { idNumber: numbered }) };
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
          <AgeAndRisk answers={answers} onChange={setAnswers} />
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
