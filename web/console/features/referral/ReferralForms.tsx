import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import {
  REFERRAL_FAILURES,
  REFERRAL_HOLD_DAYS,
  REFERRAL_WITHDRAWALS,
  type ReferralConsequence,
  referralFailureSchema,
  referralHoldReasonSchema,
  referralWithdrawalSchema,
} from '#contract/referral';
import type { ReferralSummary } from '#contract/referral-api';
import { isLearningService, outcomesOf } from '#contract/referral-rules';
import { isWritten } from '#contract/text';
import { DAY_MS, thaiDayOf } from '#contract/thai-day';
import { serverNow } from '../../live/clock.ts';
import { REFERRALS_TEXT } from '../../text/referrals.ts';
import { Choices } from '../../ui/Choices.tsx';
import { DayField } from '../../ui/DayField.tsx';
import { InlineForm } from '../../ui/InlineForm.tsx';
import { formatDay } from '../../ui/thai-day.ts';
import { useText } from '../../ui/use-text.ts';
import type { ReferralChange, useReferralChange } from './referral-data.ts';
import { useReferralTexts } from './use-referral-texts.ts';

type Props = { one: ReferralSummary; change: ReturnType<typeof useReferralChange>; onCancel: () => void };

const today = (): string => thaiDayOf(new Date(serverNow()));
const noteOf = (note: string) => (isWritten(note) ? { note: note.trim() } : {});

function NoteField({ label, value, onChange }: { label: string; value: string; onChange: (note: string) => void }) {
  const { t } = useText(REFERRALS_TEXT);
  return (
    <Textarea
      size="lg"
      autosize
      minRows={2}
      maxLength={500}
      label={label}
      description={t('noNames')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** What became of it for the person, and on which day. */
export function CompleteForm({ one, change, onCancel }: Props) {
  const { t } = useText(REFERRALS_TEXT);
  const { outcomes } = useReferralTexts();
  const isLearning = isLearningService(one.serviceCode);
  const [outcome, setOutcome] = useState<string | undefined>();
  const [on, setOn] = useState<string | undefined>(today);
  const [placeCode, setPlaceCode] = useState('');
  const [note, setNote] = useState('');
  const send = {
    outcome,
    on,
    ...(isLearning && isWritten(placeCode) && { placeCode: placeCode.trim() }),
    ...noteOf(note),
  };
  return (
    <InlineForm
      why={t('completeWhy')}
      submitLabel={t('button.save')}
      isReady={outcome !== undefined && on !== undefined}
      isSending={change.isPending}
      onSubmit={() => change.mutate({ path: 'complete', body: send })}
      onCancel={onCancel}
    >
      <Choices
        label={t('outcome')}
        options={outcomesOf(one.serviceCode).map((value) => ({ value, label: outcomes[value] }))}
        chosen={outcome ? [outcome] : []}
        onChange={([chosen]) => setOutcome(chosen)}
      />
      <DayField label={t('outcomeOn')} value={on} past onChange={setOn} />
      {isLearning && (
        <TextInput
          size="lg"
          maxLength={40}
          label={t('placeCode')}
          value={placeCode}
          onChange={(event) => setPlaceCode(event.currentTarget.value)}
        />
      )}
      <NoteField label={t('note')} value={note} onChange={setNote} />
    </InlineForm>
  );
}

type CodeProps = Props & {
  path: ReferralChange['path'];
  title: string;
  submitLabel: string;
  codes: readonly { value: string; consequence: ReferralConsequence }[];
  isDanger?: boolean;
};

/** An end without help: a code, and what follows from it stands beside it. */
function EndForm({ change, onCancel, path, title, submitLabel, codes, isDanger = false }: CodeProps) {
  const { t } = useText(REFERRALS_TEXT);
  const { endReasons, consequences } = useReferralTexts();
  const [reason, setReason] = useState<string | undefined>();
  const [note, setNote] = useState('');
  const names: Readonly<Record<string, string>> = endReasons;
  return (
    <InlineForm
      submitLabel={submitLabel}
      tone={isDanger ? 'danger' : undefined}
      isReady={reason !== undefined}
      isSending={change.isPending}
      onSubmit={() => change.mutate({ path, body: { reason, ...noteOf(note) } })}
      onCancel={onCancel}
    >
      <Choices
        label={title}
        wide
        options={codes.map(({ value, consequence }) => ({
          value,
          label: `${names[value]} → ${consequences[consequence]}`,
        }))}
        chosen={reason ? [reason] : []}
        onChange={([chosen]) => setReason(chosen)}
      />
      <NoteField label={t('note')} value={note} onChange={setNote} />
    </InlineForm>
  );
}

export function FailForm(props: Props) {
  const { t } = useText(REFERRALS_TEXT);
  const codes = referralFailureSchema.options.map((value) => ({ value, consequence: REFERRAL_FAILURES[value] }));
  return (
    <EndForm {...props} path="not-complete" title={t('failBecause')} submitLabel={t('button.save')} codes={codes} />
  );
}

export function WithdrawForm(props: Props) {
  const { t } = useText(REFERRALS_TEXT);
  const codes = referralWithdrawalSchema.options.map((value) => ({ value, consequence: REFERRAL_WITHDRAWALS[value] }));
  return (
    <EndForm {...props} path="withdraw" title={t('withdrawBecause')} submitLabel={t('button.withdraw')} codes={codes} />
  );
}

/** Until a day, within the month that is allowed; it goes on by itself then. */
export function HoldForm({ change, onCancel }: Props) {
  const { t, language } = useText(REFERRALS_TEXT);
  const { holds } = useReferralTexts();
  const [reason, setReason] = useState<string | undefined>();
  const [days, setDays] = useState('7');
  const dayIn = (count: number) => thaiDayOf(new Date(serverNow() + count * DAY_MS));
  return (
    <InlineForm
      why={t('holdWhy')}
      submitLabel={t('button.hold')}
      isReady={reason !== undefined}
      isSending={change.isPending}
      onSubmit={() => change.mutate({ path: 'hold', body: { reason, until: dayIn(Number(days)) } })}
      onCancel={onCancel}
    >
      <Choices
        label={t('holdBecause')}
        options={referralHoldReasonSchema.options.map((value) => ({ value, label: holds[value] }))}
        chosen={reason ? [reason] : []}
        onChange={([chosen]) => setReason(chosen)}
      />
      <Choices
        label={t('holdUntil')}
        options={[7, 14, REFERRAL_HOLD_DAYS - 1].map((count) => ({
          value: String(count),
          label: formatDay(dayIn(count), language),
        }))}
        chosen={[days]}
        onChange={([chosen = days]) => setDays(chosen)}
      />
    </InlineForm>
  );
}

export function UpdateForm({ change, onCancel }: Props) {
  const { t } = useText(REFERRALS_TEXT);
  const [note, setNote] = useState('');
  return (
    <InlineForm
      submitLabel={t('button.save')}
      isReady={isWritten(note)}
      isSending={change.isPending}
      onSubmit={() => change.mutate({ path: 'update', body: { note: note.trim() } })}
      onCancel={onCancel}
    >
      <NoteField label={t('howItGoes')} value={note} onChange={setNote} />
    </InlineForm>
  );
}

export function RefuseDeclineForm({ change, onCancel }: Props) {
  const { t } = useText(REFERRALS_TEXT);
  const [reason, setReason] = useState('');
  return (
    <InlineForm
      why={t('refuseWhy')}
      submitLabel={t('button.refuse-decline')}
      isReady={isWritten(reason)}
      isSending={change.isPending}
      onSubmit={() => change.mutate({ path: 'refuse-decline', body: { reason: reason.trim() } })}
      onCancel={onCancel}
    >
      <NoteField label={t('reason')} value={reason} onChange={setReason} />
    </InlineForm>
  );
}
