import { useState } from 'react';
import type { Person } from '#contract/access-people';
import { isWritten } from '#contract/text';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import { setStaffNumber } from './people.ts';
import { isStaffNumber, StaffNumberField } from './StaffNumberField.tsx';
import { usePeopleAction } from './use-people-action.ts';

type Props = { person: Person; agencyId: string; onDone: (link: null) => void; onCancel: () => void };

export function StaffNumberForm({ person, agencyId, onDone, onCancel }: Props) {
  const { t } = useText();
  const [typed, setTyped] = useState(person.staffNumber ?? '');
  const send = usePeopleAction(
    agencyId,
    async () => setStaffNumber(person.id, !isWritten(typed) ? null : typed.trim()),
    () => onDone(null),
  );
  return (
    <InlineForm
      why={t('people.action.staff-number.why')}
      submitLabel={t('app.save')}
      isReady={isStaffNumber(typed)}
      isSending={send.isPending}
      error={send.error}
      onSubmit={() => send.mutate()}
      onCancel={onCancel}
    >
      <StaffNumberField value={typed} onChange={setTyped} />
    </InlineForm>
  );
}
