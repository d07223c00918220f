import { useState } from 'react';
import type { Person } from '#contract/access-people';
import { isWritten } from '#contract/words';
import { AskForm } from '../../../ui/AskForm.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { setStaffNumber } from './people.ts';
import { isStaffNumber, StaffNumberField } from './StaffNumberField.tsx';
import { usePeopleAct } from './use-people-act.ts';

type Props = { person: Person; agencyId: string; onDone: (link: null) => void; onCancel: () => void };

export function StaffNumberForm({ person, agencyId, onDone, onCancel }: Props) {
  const { t } = useWords();
  const [typed, setTyped] = useState(person.staffNumber ?? '');
  const send = usePeopleAct(
    agencyId,
    async () => setStaffNumber(person.id, !isWritten(typed) ? null : typed.trim()),
    () => onDone(null),
  );
  return (
    <AskForm
      why={t('people.act.staff-number.why')}
      submitLabel={t('app.save')}
      isReady={isStaffNumber(typed)}
      isSending={send.isPending}
      error={send.error}
      onSubmit={() => send.mutate()}
      onCancel={onCancel}
    >
      <StaffNumberField value={typed} onChange={setTyped} />
    </AskForm>
  );
}
