import { Button, TextInput } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useState } from 'react';
import type { IncidentSummary } from '#contract/incident';
import { isWritten } from '#contract/text';
import { formatAgency } from '../../../ui/format-agency.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './banners.module.css';
import type { Sending } from './use-submission.ts';

type Props = { incident: IncidentSummary; mayAnswer: boolean; sending: Sending };

/** A pending transfer: the sender sees who must answer, the receiver accepts or declines with a reason. */
export function TransferBanner({ incident, mayAnswer, sending }: Props) {
  const { t, language } = useText();
  const [reason, setReason] = useState<string | null>(null);
  const { transferTo, responsibleAgency } = incident;
  if (!transferTo) return null;
  const isSending = sending.pending?.action === 'transfer-answer';
  const answer = (body: { accept: boolean; reason?: string }): void =>
    sending.send({ action: 'transfer-answer', body });
  return (
    <div className={css.banner}>
      <IconArrowsExchange aria-hidden size={24} />
      <div className={css.body}>
        <strong>
          {mayAnswer
            ? t('transfer.askedUs', { agency: formatAgency(responsibleAgency, language) })
            : t('transfer.pending', { agency: formatAgency(transferTo, language) })}
        </strong>
        <p>{t('transfer.pendingHint', { agency: formatAgency(responsibleAgency, language) })}</p>
        {mayAnswer && reason === null && (
          <div className={css.buttons}>
            <Button loading={isSending} onClick={() => answer({ accept: true })}>
              {t('transfer.accept')}
            </Button>
            <Button variant="default" onClick={() => setReason('')}>
              {t('transfer.decline')}
            </Button>
          </div>
        )}
        {mayAnswer && reason !== null && (
          <>
            <TextInput
              label={t('transfer.declineReason')}
              maxLength={500}
              autoFocus
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <div className={css.buttons}>
              <Button
                loading={isSending}
                disabled={!isWritten(reason)}
                onClick={() => answer({ accept: false, reason: reason.trim() })}
              >
                {t('transfer.confirmDecline')}
              </Button>
              <Button variant="default" onClick={() => setReason(null)}>
                {t('app.cancel')}
              </Button>
            </div>
          </>
        )}
      </div>
    </div>
  );
}
