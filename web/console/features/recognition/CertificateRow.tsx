import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useState } from 'react';
import { type Certificate, REVOKE_REASONS, type RevokeReason, SHOWN_CHOICES, type Shown } from '#contract/recognition';
import { linkTo } from '../../router.ts';
import { CERTIFICATES_TEXT } from '../../text/certificates.ts';
import { ConfirmButton } from '../../ui/ConfirmButton.tsx';
import { formatAgency } from '../../ui/format-agency.ts';
import { InlineForm } from '../../ui/InlineForm.tsx';
import { formatDay } from '../../ui/thai-day.ts';
import { useText } from '../../ui/use-text.ts';
import work from '../../ui/work-rows.module.css';
import { type ConsentDraft, ConsentFields, emptyConsent, isConsentWritten } from './ConsentFields.tsx';
import css from './certificates.module.css';
import { useChange, useStep } from './certificates-data.ts';

type Props = { certificate: Certificate; isChosen: boolean | undefined; onChoose: () => void };
type Form = 'decline' | 'revoke' | 'shown';

/** One certificate: to whom, in whose name, where it stands; the rest is opened when somebody wants it. */
export function CertificateRow({ certificate, isChosen, onChoose }: Props) {
  const { t, language } = useText(CERTIFICATES_TEXT);
  const [form, setForm] = useState<Form>();
  const withdraw = useStep();
  const { id, name, position, role, status, number, agency, may, incident, consent, signers, checkUrl } = certificate;
  const close = () => setForm(undefined);
  const what = position || (role && t(`role.${role}`)) || t(`kind.${certificate.kind}`);
  return (
    <li className={`${work.row} ${css.row}`} data-certificate={name}>
      {isChosen !== undefined && (
        <label className={css.tick}>
          <input type="checkbox" checked={isChosen} onChange={onChoose} aria-label={t('choose', { name })} />
        </label>
      )}
      <div className={work.what}>
        <span className={css.name}>
          <strong>{name}</strong>
          <span className={css.status} data-status={status}>
            {t(`status.${status}`)}
          </span>
        </span>
        <span className={css.small}>
          {what} · {formatAgency(agency, language)}
        </span>
        <span className={css.small}>
          {number ? t('number', { number }) : t('proposedBy', { name: certificate.proposedBy.name })} ·{' '}
          {t(`citation.${certificate.citation}`)}
        </span>
      </div>
      <details className={css.more}>
        <summary aria-label={t('details', { name })}>{t('more')}</summary>
        <ul className={css.facts}>
          <li>{t('day', { day: formatDay(certificate.givenOn, language) })}</li>
          <li>{t('signersAre', { names: signers.map((one) => `${one.name} (${one.position})`).join(', ') })}</li>
          <li>
            {incident ? (
              <a {...linkTo({ name: 'incident', incidentId: incident.id })}>{t('incident', { code: incident.code })}</a>
            ) : (
              t('incidentHidden')
            )}
          </li>
          <li>{t(`shown.${certificate.shown}`)}</li>
          {consent && <li>{t('consentGiven', { day: formatDay(consent.on, language), kept: consent.kept })}</li>}
          {number && <li>{t('proposedBy', { name: certificate.proposedBy.name })}</li>}
          {certificate.decidedBy && <li>{t('decidedBy', { name: certificate.decidedBy.name })}</li>}
          {certificate.declineReason && <li>{t('declined', { reason: certificate.declineReason })}</li>}
          {certificate.revokeReason && <li>{t(`revokeReason.${certificate.revokeReason}`)}</li>}
          {checkUrl && (
            <li>
              <a href={new URL(checkUrl).pathname} target="_blank" rel="noreferrer">
                {t('checkPage')} <IconExternalLink aria-hidden size={18} />
              </a>{' '}
              · {t('checked', { count: certificate.checkedTimes })}
            </li>
          )}
        </ul>
        {form === undefined && (
          <div className={css.buttons}>
            {may.includes('withdraw') && (
              <ConfirmButton
                label={t('withdraw')}
                confirmLabel={t('withdrawSure')}
                disabled={withdraw.isPending}
                onConfirm={() => withdraw.mutate({ step: 'withdraw', ids: [id] })}
              />
            )}
            {may.includes('decline') && (
              <Button variant="default" onClick={() => setForm('decline')}>
                {t('decline')}
              </Button>
            )}
            {status === 'issued' && may.includes('revoke') && (
              <Button variant="default" onClick={() => setForm('shown')}>
                {t('showMore')}
              </Button>
            )}
            {may.includes('revoke') && (
              <Button variant="default" onClick={() => setForm('revoke')}>
                {t('revoke')}
              </Button>
            )}
          </div>
        )}
        {form === 'decline' && <DeclineForm id={id} onClose={close} />}
        {form === 'revoke' && <RevokeForm id={id} onClose={close} />}
        {form === 'shown' && <ShownForm certificate={certificate} onClose={close} />}
      </details>
    </li>
  );
}

type FormProps = { id: string; onClose: () => void };

function DeclineForm({ id, onClose }: FormProps) {
  const { t } = useText(CERTIFICATES_TEXT);
  const [reason, setReason] = useState('');
  const send = useStep(onClose);
  return (
    <InlineForm
      why={t('declineWhy')}
      submitLabel={t('decline')}
      isReady={reason.trim() !== ''}
      isSending={send.isPending}
      error={send.error}
      onCancel={onClose}
      onSubmit={() => send.mutate({ step: 'decline', ids: [id], reason })}
    >
      <Textarea
        size="md"
        autosize
        label={t('reason')}
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </InlineForm>
  );
}

function RevokeForm({ id, onClose }: FormProps) {
  const { t } = useText(CERTIFICATES_TEXT);
  const [reason, setReason] = useState<RevokeReason>('wrong-details');
  const [note, setNote] = useState('');
  const send = useChange(id, onClose);
  return (
    <InlineForm
      why={t('revokeWhy')}
      submitLabel={t('revoke')}
      tone="danger"
      isSending={send.isPending}
      error={send.error}
      onCancel={onClose}
      onSubmit={() => send.mutate({ step: 'revoke', body: { reason, note } })}
    >
      <NativeSelect
        size="md"
        label={t('reason')}
        value={reason}
        data={REVOKE_REASONS.map((value) => ({ value, label: t(`revokeReason.${value}`) }))}
        onChange={(event) => setReason(event.currentTarget.value as RevokeReason)}
      />
      <TextInput
        size="md"
        label={t('note')}
        maxLength={300}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </InlineForm>
  );
}

function ShownForm({ certificate, onClose }: { certificate: Certificate; onClose: () => void }) {
  const { t } = useText(CERTIFICATES_TEXT);
  const [shown, setShown] = useState<Shown>(certificate.shown);
  const [consent, setConsent] = useState<ConsentDraft>(certificate.consent ?? emptyConsent);
  const send = useChange(certificate.id, onClose);
  return (
    <InlineForm
      submitLabel={t('showMore')}
      isReady={isConsentWritten(consent)}
      isSending={send.isPending}
      error={send.error}
      onCancel={onClose}
      onSubmit={() => send.mutate({ step: 'shown', body: { shown, consent } })}
    >
      <NativeSelect
        size="md"
        label={t('shownLabel')}
        value={shown}
        data={SHOWN_CHOICES.map((value) => ({ value, label: t(`shown.${value}`) }))}
        onChange={(event) => setShown(event.currentTarget.value as Shown)}
      />
      <ConsentFields consent={consent} onChange={setConsent} />
    </InlineForm>
  );
}
