import { useState } from 'react';
import type { Person } from '#contract/access-people';
import type { Role } from '#contract/permission';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { UntilField } from '../../../ui/UntilField.tsx';
import { useText } from '../../../ui/use-text.ts';
import { addMembership } from './people.ts';
import { RoleChoice } from './RoleChoice.tsx';
import { usePeopleAction } from './use-people-action.ts';

type Props = {
  person: Person;
  agencyId: string;
  roles: readonly Role[];
  onDone: (link: null) => void;
  onCancel: () => void;
};

export function AddRoleForm({ person, agencyId, roles, onDone, onCancel }: Props) {
  const { t } = useText();
  const [role, setRole] = useState<Role | null>(null);
  const [untilDate, setUntilDate] = useState<string | null>(null);
  const send = usePeopleAction(
    agencyId,
    async () => {
      if (role === null) throw new Error('no role chosen');
      await addMembership(person.id, { agencyId, role, untilDate });
    },
    () => onDone(null),
  );
  return (
    <InlineForm
      why={t('people.action.add-role.why', { name: person.name })}
      submitLabel={t('people.action.add-role.name')}
      isReady={role !== null}
      isSending={send.isPending}
      error={send.error}
      onSubmit={() => send.mutate()}
      onCancel={onCancel}
    >
      <RoleChoice roles={roles} chosen={role} onChoose={setRole} />
      <UntilField value={untilDate} onChange={setUntilDate} />
    </InlineForm>
  );
}
