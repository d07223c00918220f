import { Button, NativeSelect, TextInput } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { TRANSFER_REASONS, type TransferReason } from '#contract/case';
import type { CaseDetail } from '#contract/case-api';
import type { FoundPlace } from '#contract/jurisdiction';
import { describeProblem } from '../../../api/describe-problem.ts';
import { getJson } from '../../../api/request.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { formatAgency } from '../../../ui/format-agency.ts';
import { formatDate } from '../../../ui/format-time.ts';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import { CASES_KEY } from '../cases-key.ts';
import { takeStep } from './case-data.ts';
import css from './cases.module.css';
import { ReasonForm } from './ReasonForm.tsx';

type Props = { detail: CaseDetail; mayOffer: boolean };

/** Who owns it changes only when the other side accepts; until then the old owner keeps it. */
export function CaseTransfer({ detail: { case: one, transfer }, mayOffer }: Props) {
  const { t, language } = useText(CASES_TEXT);
  const client = useQueryClient();
  const [opened, setOpened] = useState<'offer' | 'decline' | null>(null);
  const send = useMutation({
    mutationFn: ({ step, body = {} }: { step: string; body?: object }) => takeStep(one.id, step, body),
    onSuccess: () => setOpened(null),
    onSettled: () => client.invalidateQueries({ queryKey: CASES_KEY }),
  });
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
          except={one.agency.id}
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
  except: string;
  isSending: boolean;
  error: unknown;
  onSubmit: (offer: { agencyId: string; reason: TransferReason; note?: string }) => void;
  onCancel: () => void;
};

/** Centres and offices that take cases on. */
const KINDS = ['tambon-centre', 'provincial-social-office'] as const;

function OfferForm({ except, isSending, error, onSubmit, onCancel }: OfferProps) {
  const { t, language } = useText(CASES_TEXT);
  const [text, setText] = useState('');
  const [agencyId, setAgencyId] = useState<string | null>(null);
  const [reason, setReason] = useState<TransferReason>('moved');
  const [note, setNote] = useState('');
  const asked = useDeferredValue(text.trim());
  const found = useQuery({
    queryKey: ['care-agencies', asked],
    queryFn: async ({ signal }) => {
      const lists = await Promise.all(
        KINDS.map((kind) =>
          getJson(
            `/api/v1/places/search?${new URLSearchParams({ text: asked, only: 'agencies', kind, limit: '5' })}`,
            signal,
          ),
        ),
      );
      return lists.flatMap((list) => (list as { places: FoundPlace[] }).places.flatMap(({ agency }) => agency ?? []));
    },
    enabled: asked.length >= 2,
    placeholderData: keepPreviousData,
  });
  const agencies = found.data?.filter(({ id }) => id !== except) ?? [];
  return (
    <InlineForm
      why={t('transfer.hint')}
      submitLabel={t('transfer.send')}
      isReady={agencyId !== null}
      isSending={isSending}
      error={error ?? found.error}
      onSubmit={() => agencyId && onSubmit({ agencyId, reason, ...(note.trim() && { note: note.trim() }) })}
      onCancel={onCancel}
    >
      <TextInput
        size="lg"
        autoFocus
        label={t('transfer.search')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {asked.length >= 2 && found.data && agencies.length === 0 && <p>{t('transfer.noneFound')}</p>}
      <fieldset className={css.agencies}>
        <legend className="visually-hidden">{t('transfer.search')}</legend>
        {agencies.map((agency) => (
          <label key={agency.id} className={css.tick}>
            <input
              type="radio"
              name="agency"
              checked={agency.id === agencyId}
              onChange={() => setAgencyId(agency.id)}
            />
            {formatAgency(agency, language)}
          </label>
        ))}
      </fieldset>
      <NativeSelect
        size="lg"
        label={t('reason.title')}
        value={reason}
        data={TRANSFER_REASONS.map((value) => ({ value, label: t(`reason.transfer.${value}`) }))}
        onChange={(event) => setReason(TRANSFER_REASONS.find((one) => one === event.currentTarget.value) ?? reason)}
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
