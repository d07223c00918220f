import type { Person } from '#contract/access-people';
import { InlineForm } from '../../../ui/InlineForm.tsx';
import { useText } from '../../../ui/use-text.ts';
import {
  endSessionsOf,
  makePasswordLink,
  type OneTimeLink,
  removeSecondFactorOf,
  setPersonDisabled,
} from './people.ts';
import { isCuttingOff, type PersonAction } from './person-actions.ts';
import { usePeopleAction } from './use-people-action.ts';

type PlainAction = Exclude<PersonAction, 'add-role' | 'staff-number' | 'own-numbers'>;
type Props = {
  action: PlainAction;
  person: Person;
  agencyId: string;
  onDone: (link: OneTimeLink | null) => void;
  onCancel: () => void;
};

/** An action that only needs a confirmation, with one line about its effect. */
export function PersonActionForm({ action, person, agencyId, onDone, onCancel }: Props) {
  const { t } = useText();
  const send = usePeopleAction(agencyId, () => run(action, person.id), onDone);
  return (
    <InlineForm
      why={t(`people.action.${action}.why`, { name: person.name })}
      submitLabel={t(`people.action.${action}.name`)}
      tone={isCuttingOff(action) ? 'danger' : undefined}
      isSending={send.isPending}
      error={send.error}
      onSubmit={() => send.mutate()}
      onCancel={onCancel}
    />
  );
}

async function run(action: PlainAction, personId: string): Promise<OneTimeLink | null> {
  if (action === 'password-link') return makePasswordLink(personId);
  if (action === 'remove-second-factor') await removeSecondFactorOf(personId);
  else if (action === 'end-sessions') await endSessionsOf(personId);
  else await setPersonDisabled(personId, action === 'disable');
  return null;
}
