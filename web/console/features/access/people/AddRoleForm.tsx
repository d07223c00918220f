import { useState } from 'react';
import type { Person } from '#contract/access-people';
import type { Role } from '#contract/permission';
import { AskForm } from '../../../ui/AskForm.tsx';
import { UntilField } from '../../../ui/UntilField.tsx';
import { useWords } from '../../../ui/use-words.ts';
import { addMembership } from './people.ts';
import { RoleChoice } from './RoleChoice.tsx';
import { usePeopleAct } from './use-people-act.ts';

type Props = {
  person: Person;
  agencyId: string;
  roles: readonly Role[];
  onDone: (link: null) => void;
  onCancel: () => void;
};

export function AddRoleForm({ person, agencyId, roles, onDone, onCancel }: Props) {
  const { t } = useWords();
  const [role, setRole] = useState<Role | null>(null);
  const [untilDate, setUntilDate] = useState<string | null>(null);
  const send = usePeopleAct(
    agencyId,
    async () => {
      if (role === null) throw new Error('no role chosen');
      await addMembership(person.id, { agencyId, role, untilDate });
    },
    () => onDone(null),
  );
  return (
    <AskForm
      why={t('people.act.add-role.why', { name: person.name })}
      submitLabel={t('people.act.add-role.name')}
      isReady={role !== null}
      isSending={send.isPending}
      error={send.error}
      onSubmit={() => send.mutate()}
      onCancel={onCancel}
    >
      <RoleChoice roles={roles} chosen={role} onChoose={setRole} />
      <UntilField value={untilDate} onChange={setUntilDate} />
    </AskForm>
  );
}
