import { Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { FindingView, IncidentFindings } from '#contract/finding';
import { CALL_BACK_DAYS, DROP_REASONS, MEASURES, NOTICE_WAYS, REASON_SHORTEST } from '#contract/finding-status';
import { isWritten } from '#contract/text';
import { FINDINGS_TEXT } from '../../../text/findings.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import css from './findings.module.css';
import { useFindingStep } from './findings-data.ts';

/** In the order of the buttons: what waits for a decision first. */
export const STEPS = ['confirm', 'drop', 'decide-appeal', 'give-notice', 'appeal', 'end-inquiry', 'withdraw'] as const;
export type Step = (typeof STEPS)[number];

type Props = { finding: FindingView; clauses: IncidentFindings['clauses']; onDone: () => void };

export function FindingForm({ step, ...props }: Props & { step: Step }) {
  switch (step) {
    case 'confirm':
      return <ConfirmForm {...props} />;
    case 'drop':
      return <DropForm {...props} />;
    case 'decide-appeal':
      return <AppealForm {...props} />;
    case 'give-notice':
      return <NoticeForm {...props} />;
    case 'appeal':
      return <TextForm {...props} step="appeal" path="appeal" field="text" label="form.appealText" />;
    case 'end-inquiry':
      return <TextForm {...props} step="end-inquiry" path="end-inquiry" field="note" label="form.note" />;
    case 'withdraw':
      return <TextForm {...props} step="withdraw" path="withdraw" field="reason" label="form.withdrawWhy" />;
  }
}

type FrameProps = Pick<Props, 'finding' | 'onDone'> & {
  step: Step;
  path: string;
  body: object;
  isReady: boolean;
  why?: string;
  tone?: 'danger';
  children: ReactNode;
};

function Frame({ finding, onDone, step, path, body, isReady, why, tone, children }: FrameProps) {
  const { t } = useText(FINDINGS_TEXT);
  const sending = useFindingStep(finding, onDone);
  return (
    <InlineForm
      why={why}
      tone={tone}
      submitLabel={t(`act.${step}`)}
      isReady={isReady}
      isSending={sending.isPending}
      error={sending.error}
      onCancel={onDone}
      onSubmit={() => sending.mutate({ step: path, body })}
    >
      {children}
    </InlineForm>
  );
}

function ConfirmForm({ finding, clauses, onDone }: Props) {
  const { t, language } = useText(FINDINGS_TEXT);
  const [reason, setReason] = useState('');
  const [chosen, setChosen] = useState<string[]>([]);
  const [measures, setMeasures] = useState<string[]>([]);
  const [days, setDays] = useState('30');
  const callBackDays = measures.includes('call-back-first') ? { callBackDays: Number(days) } : {};
  const areDaysFit = Number(days) >= 1 && Number(days) <= CALL_BACK_DAYS;
  // The answers on the screen: one that comes meanwhile is read first.
  const answersRead = finding.answers.length;
  return (
    <Frame
      finding={finding}
      onDone={onDone}
      step="confirm"
      path="confirm"
      why={t('form.rights')}
      tone="danger"
      body={{ answersRead, reason, clauses: chosen, measures, ...callBackDays }}
      isReady={reason.trim().length >= REASON_SHORTEST && chosen.length > 0 && areDaysFit}
    >
      <Reason label={t('form.reasonRead')} value={reason} onChange={setReason} />
      <Choices
        wide
        many
        label={t('form.clauses')}
        options={clauses.map(({ code, clause, penalty, ...names }) => ({
          value: code,
          label: `${clause[language]}: ${names[language]} (${penalty[language]})`,
        }))}
        chosen={chosen}
        onChange={setChosen}
      />
      {clauses.some(({ unverified }) => unverified) && <p className={css.small}>{t('form.unverified')}</p>}
      <Choices
        wide
        many
        label={t('form.measures')}
        options={MEASURES.map((value) => ({ value, label: t(`measure.${value}`) }))}
        chosen={measures}
        onChange={setMeasures}
      />
      {measures.includes('call-back-first') && (
        <TextInput
          size="md"
          label={t('form.days')}
          inputMode="numeric"
          maxLength={2}
          value={days}
          onChange={(event) => setDays(event.currentTarget.value.replace(/\D/g, ''))}
        />
      )}
    </Frame>
  );
}

function DropForm({ finding, onDone }: Props) {
  const { t } = useText(FINDINGS_TEXT);
  const [[dropReason], setReasons] = useState<string[]>([]);
  const [note, setNote] = useState('');
  return (
    <Frame
      finding={finding}
      onDone={onDone}
      step="drop"
      path="drop"
      body={{ dropReason, ...(isWritten(note) && { note }) }}
      isReady={dropReason !== undefined}
    >
      <Choices
        label={t('form.dropWhy')}
        options={DROP_REASONS.map((value) => ({ value, label: t(`drop.${value}`) }))}
        chosen={dropReason ? [dropReason] : []}
        onChange={setReasons}
      />
      <Reason label={t('form.note')} value={note} onChange={setNote} />
    </Frame>
  );
}

function AppealForm({ finding, onDone }: Props) {
  const { t } = useText(FINDINGS_TEXT);
  const [[outcome], setOutcomes] = useState<string[]>([]);
  const [reason, setReason] = useState('');
  return (
    <Frame
      finding={finding}
      onDone={onDone}
      step="decide-appeal"
      path="decide-appeal"
      body={{ outcome, reason, answersRead: finding.answers.length }}
      isReady={outcome !== undefined && reason.trim().length >= REASON_SHORTEST}
    >
      <Choices
        label={t('form.outcome')}
        options={(['overturn', 'uphold'] as const).map((value) => ({ value, label: t(`form.${value}`) }))}
        chosen={outcome ? [outcome] : []}
        onChange={setOutcomes}
      />
      <Reason label={t('form.reasonRead')} value={reason} onChange={setReason} />
    </Frame>
  );
}

function NoticeForm({ finding, onDone }: Props) {
  const { t } = useText(FINDINGS_TEXT);
  const [[way], setWays] = useState<string[]>([]);
  return (
    <Frame
      finding={finding}
      onDone={onDone}
      step="give-notice"
      path="notice"
      body={{ way }}
      isReady={way !== undefined}
    >
      <Choices
        label={t('form.way')}
        options={NOTICE_WAYS.map((value) => ({ value, label: t(`way.${value}`) }))}
        chosen={way ? [way] : []}
        onChange={setWays}
      />
    </Frame>
  );
}

type TextFormProps = Props & {
  step: Step;
  path: string;
  field: 'text' | 'note' | 'reason';
  label: 'form.appealText' | 'form.note' | 'form.withdrawWhy';
};

function TextForm({ finding, onDone, step, path, field, label }: TextFormProps) {
  const { t } = useText(FINDINGS_TEXT);
  const [text, setText] = useState('');
  return (
    <Frame finding={finding} onDone={onDone} step={step} path={path} body={{ [field]: text }} isReady={isWritten(text)}>
      <Reason label={t(label)} longest={field === 'reason' ? 500 : 2000} value={text} onChange={setText} />
    </Frame>
  );
}

type ReasonProps = { label: string; longest?: number; value: string; onChange: (value: string) => void };

function Reason({ label, longest = 2000, value, onChange }: ReasonProps) {
  return (
    <Textarea
      size="md"
      autosize
      minRows={2}
      label={label}
      maxLength={longest}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
