import type { Person } from '#contract/access-people';

/** What an administrator can do to a person, in the order shown; the first are everyday, the last cut people off. */
export const PERSON_ACTS = [
  'add-role',
  'staff-number',
  'password-link',
  'remove-second-factor',
  'end-sessions',
  'disable',
  'enable',
] as const;
export type PersonAct = (typeof PERSON_ACTS)[number];

/** Only what makes sense for this person. Whoever serves outside the branch too keeps an account that is not ours. */
export function actsOn(
  person: Pick<Person, 'disabled' | 'secondFactor' | 'servesElsewhere'>,
  isMe: boolean,
): PersonAct[] {
  if (person.servesElsewhere) return ['add-role'];
  return PERSON_ACTS.filter((act) => {
    if (act === 'enable') return person.disabled;
    if (act === 'disable') return !person.disabled && !isMe;
    // The own account has a page of its own for these.
    if (isMe) return act === 'add-role' || act === 'staff-number';
    if (act === 'remove-second-factor') return person.secondFactor;
    return !person.disabled || act === 'staff-number';
  });
}

/** Acts after which the person stands outside until somebody lets them in again. */
export function isCuttingOff(act: PersonAct): boolean {
  return act === 'disable' || act === 'remove-second-factor';
}
