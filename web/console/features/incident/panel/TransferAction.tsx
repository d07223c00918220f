import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { IncidentSummary } from '#contract/incident';
import type { Agency } from '#contract/jurisdiction';
import { isWritten } from '#contract/text';
import { formatAgency } from '../../../ui/format-agency.ts';
import { LazyPart } from '../../../ui/LazyPart.tsx';
import { useText } from '../../../ui/use-text.ts';
import { StationSearch } from '../../jurisdiction/index.ts';
import { ActionForm } from './ActionForm.tsx';
import type { Sending } from './use-submission.ts';

type Props = { incident: IncidentSummary; sending: Sending; onCancel: () => void };

/** Asks another station to take over. It stays ours until they accept. */
export function TransferAction({ incident, sending, onCancel }: Props) {
  const { t, language } = useText();
  const [target, setTarget] = useState<Agency | null>(null);
  const [reason, setReason] = useState(t('transfer.reasonDefault'));
  const name = target && formatAgency(target, language);
  return (
    <ActionForm
      title={t('transfer.title')}
      hint={t('transfer.hint')}
      submitLabel={name ? t('transfer.send', { agency: name }) : t('transfer.choose')}
      isReady={target !== null && isWritten(reason)}
      isSending={sending.pending?.action === 'transfer'}
      onSubmit={() =>
        target && sending.send({ action: 'transfer', body: { agencyId: target.id, reason: reason.trim() } })
      }
      onCancel={onCancel}
    >
      <LazyPart>
        <StationSearch
          near={incident.position}
          except={incident.responsibleAgency.id}
          chosenId={target?.id ?? null}
          onChoose={setTarget}
        />
      </LazyPart>
      <TextInput
        label={t('transfer.reason')}
        size="lg"
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ActionForm>
  );
}
