import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { z } from 'zod';
import type { Role } from '#contract/permission';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { UntilField } from '../../../ui/UntilField.tsx';
import { useText } from '../../../ui/use-text.ts';
import { invitePerson, type OneTimeLink } from './people.ts';
import { RoleChoice } from './RoleChoice.tsx';
import { isStaffNumber, StaffNumberField } from './StaffNumberField.tsx';
import { usePeopleAction } from './use-people-action.ts';

type Props = {
  agencyId: string;
  agencyName: string;
  roles: readonly Role[];
  onInvited: (link: OneTimeLink, email: string) => void;
  onCancel: () => void;
};

/** Invites a person: address, role, last day. The result is a link to hand over. */
export function InviteForm({ agencyId, agencyName, roles, onInvited, onCancel }: Props) {
  const { t } = useText();
  const [email, setEmail] = useState('');
  const [staffNumber, setStaffNumber] = useState('');
  const [role, setRole] = useState<Role | null>(null);
  const [untilDate, setUntilDate] = useState<string | null>(null);
  const invite = usePeopleAction(
    agencyId,
    async () => {
      if (role === null) throw new Error('no role chosen');
      const number = staffNumber.trim();
      return invitePerson(agencyId, { email, role, untilDate, ...(number !== '' && { staffNumber: number }) });
    },
    (link) => onInvited(link, email.trim()),
  );
  const isEmail = z.email().safeParse(email.trim()).success;
  return (
    <InlineForm
      why={t('people.inviteWhy', { agency: agencyName })}
      submitLabel={t('people.makeInvitation')}
      isReady={role !== null && isEmail && isStaffNumber(staffNumber)}
      isSending={invite.isPending}
      error={invite.error}
      onSubmit={() => invite.mutate()}
      onCancel={onCancel}
    >
      <TextInput
        label={t('people.emailOf')}
        description={t('people.emailHint')}
        type="email"
        autoComplete="off"
        required
        withAsterisk={false}
        size="lg"
        autoFocus
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <RoleChoice roles={roles} chosen={role} onChoose={setRole} />
      <UntilField value={untilDate} onChange={setUntilDate} />
      <StaffNumberField value={staffNumber} onChange={setStaffNumber} />
    </InlineForm>
  );
}
