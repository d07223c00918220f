import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { isWritten } from '#contract/words';
import { useWords } from '../../../ui/use-words.ts';
import { ActForm } from './ActForm.tsx';
import type { Sending } from './use-submission.ts';

export function ReopenAct({ sending, onCancel }: { sending: Sending; onCancel: () => void }) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  return (
    <ActForm
      title={t('act.reopen')}
      submitLabel={t('act.reopen')}
      isReady={isWritten(reason)}
      isSending={sending.pending?.action === 'reopen'}
      onSubmit={() => sending.send({ action: 'reopen', body: { reason: reason.trim() } })}
      onCancel={onCancel}
    >
      <TextInput
        label={t('act.reopenReason')}
        size="lg"
        maxLength={500}
        autoFocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ActForm>
  );
}
