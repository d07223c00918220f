import type { Person } from '#contract/access-people';
import { AskForm } from '../../../ui/AskForm.tsx';
import { useWords } from '../../../ui/use-words.ts';
import {
  endSessionsOf,
  makePasswordLink,
  type OneTimeLink,
  removeSecondFactorOf,
  setPersonDisabled,
} from './people.ts';
import { isCuttingOff, type PersonAct } from './person-acts.ts';
import { usePeopleAct } from './use-people-act.ts';

type PlainAct = Exclude<PersonAct, 'add-role' | 'staff-number'>;
type Props = {
  act: PlainAct;
  person: Person;
  agencyId: string;
  onDone: (link: OneTimeLink | null) => void;
  onCancel: () => void;
};

/** An act that needs nothing but a yes, with what it will do in one line. */
export function PersonActForm({ act, person, agencyId, onDone, onCancel }: Props) {
  const { t } = useWords();
  const send = usePeopleAct(agencyId, () => run(act, person.id), onDone);
  return (
    <AskForm
      why={t(`people.act.${act}.why`, { name: person.name })}
      submitLabel={t(`people.act.${act}.name`)}
      tone={isCuttingOff(act) ? 'danger' : undefined}
      isSending={send.isPending}
      error={send.error}
      onSubmit={() => send.mutate()}
      onCancel={onCancel}
    />
  );
}

async function run(act: PlainAct, personId: string): Promise<OneTimeLink | null> {
  if (act === 'password-link') return makePasswordLink(personId);
  if (act === 'remove-second-factor') await removeSecondFactorOf(personId);
  else if (act === 'end-sessions') await endSessionsOf(personId);
  else await setPersonDisabled(personId, act === 'disable');
  return null;
}
