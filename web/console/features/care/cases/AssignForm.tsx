import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CaseSummary } from '#contract/case-api';
import { isWritten } from '#contract/text';
import { CASE_ACTS_TEXT } from '../../../text/case-acts.ts';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import { type Receiver, WorkerChoice } from './WorkerChoice.tsx';

type Props = {
  one: CaseSummary;
  isSending: boolean;
  error: unknown;
  onSubmit: (body: { agencyId: string; workerId?: string; reason: string }) => void;
  onCancel: () => void;
};

/** A supervisor gives a case to somebody, who is responsible at once: the reason is asked for and stays. */
export function AssignForm({ one, onSubmit, ...form }: Props) {
  const { t } = useText(CASE_ACTS_TEXT);
  const [to, setTo] = useState<Receiver | null>(null);
  const [why, setWhy] = useState(one.waitingSince ? t('move.assignReason') : '');
  return (
    <InlineForm
      {...form}
      why={t('move.assignHint')}
      submitLabel={t('move.assignSend')}
      isReady={to !== null && isWritten(why)}
      onSubmit={() =>
        to && onSubmit({ agencyId: to.agencyId, ...(to.workerId && { workerId: to.workerId }), reason: why.trim() })
      }
    >
      <WorkerChoice own={one.agency} except={one.worker?.id} anybody more={1} chosen={to} onChange={setTo} />
      <TextInput
        size="lg"
        maxLength={500}
        label={t('move.assignWhy')}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
    </InlineForm>
  );
}
