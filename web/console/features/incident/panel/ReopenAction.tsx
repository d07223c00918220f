import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { isWritten } from '#contract/text';
import { useText } from '../../../ui/use-text.ts';
import { ActionForm } from './ActionForm.tsx';
import type { Sending } from './use-submission.ts';

export function ReopenAction({ sending, onCancel }: { sending: Sending; onCancel: () => void }) {
  const { t } = useText();
  const [reason, setReason] = useState('');
  return (
    <ActionForm
      title={t('action.reopen')}
      submitLabel={t('action.reopen')}
      isReady={isWritten(reason)}
      isSending={sending.pending?.action === 'reopen'}
      onSubmit={() => sending.send({ action: 'reopen', body: { reason: reason.trim() } })}
      onCancel={onCancel}
    >
      <TextInput
        label={t('action.reopenReason')}
        size="lg"
        maxLength={500}
        autoFocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ActionForm>
  );
}
