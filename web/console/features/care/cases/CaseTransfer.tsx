import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { TRANSFER_REASONS, type TransferReason } from '#contract/case';
import type { CaseDetail } from '#contract/case-api';
import { describeProblem } from '../../../api/describe-problem.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { formatAgency } from '../../../ui/format-agency.ts';
import { formatDate } from '../../../ui/format-time.ts';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import css from './cases.module.css';
import { ReasonForm } from './ReasonForm.tsx';
import { useCaseStep } from './use-case-step.ts';
import { type Receiver, WorkerChoice } from './WorkerChoice.tsx';

type Props = { detail: CaseDetail; mayOffer: boolean };

/** Who owns it changes only when the other side accepts; until then the old owner keeps it. */
export function CaseTransfer({ detail: { case: one, transfer }, mayOffer }: Props) {
  const { t, language } = useText(CASES_TEXT);
  const [opened, setOpened] = useState<'offer' | 'decline' | null>(null);
  const send = useCaseStep(one.id, () => setOpened(null));
  const isOpen = transfer !== null && transfer.answer === null;
  if (!isOpen && !mayOffer) return null;
  const names = transfer && {
    from: formatAgency(transfer.from, language),
    to: [formatAgency(transfer.to, language), transfer.toWorker?.name].filter(Boolean).join(' · '),
  };
  return (
    <section className={css.part} aria-labelledby="transfer" id="transfer-part">
      <h3 id="transfer" className={css.partTitle}>
        {t('transfer.title')}
      </h3>
      {send.isError && opened === null && (
        <p role="alert" className={css.problem}>
          {describeProblem(send.error, language)}
        </p>
      )}
      {isOpen && names && (
        <>
          <p>
            {names.from} → <strong>{names.to}</strong>
          </p>
          <p className={css.small}>
            {t(`reason.transfer.${transfer.reason}`)} · {t('until', { day: formatDate(transfer.dueAt, language) })}
            {transfer.note && ` · ${transfer.note}`}
          </p>
          {opened === null && (
            <div className={css.buttons}>
              {transfer.isMine && (
                <>
                  <Button
                    loading={send.isPending}
                    onClick={() => send.mutate({ step: 'transfer/answer', body: { accept: true } })}
                  >
                    {t('transfer.accept')}
                  </Button>
                  <Button variant="default" onClick={() => setOpened('decline')}>
                    {t('transfer.decline')}
                  </Button>
                </>
              )}
              {!transfer.isMine && mayOffer && (
                <Button
                  variant="default"
                  loading={send.isPending}
                  onClick={() => send.mutate({ step: 'transfer/withdraw' })}
                >
                  {t('transfer.withdraw')}
                </Button>
              )}
            </div>
          )}
        </>
      )}
      {transfer?.answer === 'declined' && names && (
        <p className={css.small}>
          {t('transfer.declined', { to: names.to })}{' '}
          {transfer.answerReason && t(`reason.decline.${transfer.answerReason as 'no-capacity'}`)}
        </p>
      )}
      {opened === 'decline' && (
        <ReasonForm
          reasons="decline"
          submitLabel={t('transfer.decline')}
          isSending={send.isPending}
          error={send.error}
          onSubmit={(reason) => send.mutate({ step: 'transfer/answer', body: { accept: false, reason } })}
          onCancel={() => setOpened(null)}
        />
      )}
      {!isOpen && opened === null && (
        <div className={css.buttons}>
          <Button variant="default" onClick={() => setOpened('offer')}>
            {t('transfer.offer')}
          </Button>
        </div>
      )}
      {opened === 'offer' && (
        <OfferForm
          one={one}
          isSending={send.isPending}
          error={send.error}
          onSubmit={(body) => send.mutate({ step: 'transfer', body })}
          onCancel={() => setOpened(null)}
        />
      )}
    </section>
  );
}

type OfferProps = {
  one: CaseDetail['case'];
  isSending: boolean;
  error: unknown;
  onSubmit: (offer: { agencyId: string; workerId?: string; reason: TransferReason; note?: string }) => void;
  onCancel: () => void;
};

/** To a colleague here or to another centre or office, each with how many cases they carry. */
function OfferForm({ one, onSubmit, ...form }: OfferProps) {
  const { t } = useText(CASES_TEXT);
  const [to, setTo] = useState<Receiver | null>(null);
  const [reason, setReason] = useState<string[]>([]);
  const [note, setNote] = useState('');
  const why = TRANSFER_REASONS.find((known) => known === reason[0]);
  return (
    <InlineForm
      {...form}
      why={t('transfer.hint')}
      submitLabel={t('transfer.send')}
      isReady={to !== null && why !== undefined}
      onSubmit={() => {
        if (!to || !why) return;
        const { agencyId, workerId } = to;
        onSubmit({ agencyId, ...(workerId && { workerId }), reason: why, ...(note.trim() && { note: note.trim() }) });
      }}
    >
      <WorkerChoice own={one.agency} except={one.worker?.id} anybody more={1} chosen={to} onChange={setTo} />
      <Choices
        label={t('reason.title')}
        options={TRANSFER_REASONS.map((value) => ({ value, label: t(`reason.transfer.${value}`) }))}
        chosen={reason}
        onChange={setReason}
      />
      <TextInput
        size="lg"
        maxLength={500}
        label={t('transfer.note')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </InlineForm>
  );
}
