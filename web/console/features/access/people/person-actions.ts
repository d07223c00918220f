import type { Person } from '#contract/access-people';

/** What an administrator can do to a person, in the order shown; the first are everyday, the last cut people off. */
export const PERSON_ACTIONS = [
  'add-role',
  'staff-number',
  'password-link',
  'remove-second-factor',
  'end-sessions',
  'disable',
  'enable',
] as const;
export type PersonAction = (typeof PERSON_ACTIONS)[number];

/** Only what makes sense for this person. Whoever serves outside the branch too keeps an account that is not ours. */
export function actionsOn(
  person: Pick<Person, 'disabled' | 'secondFactor' | 'servesElsewhere'>,
  isMe: boolean,
): PersonAction[] {
  if (person.servesElsewhere) return ['add-role'];
  return PERSON_ACTIONS.filter((action) => {
    if (action === 'enable') return person.disabled;
    if (action === 'disable') return !person.disabled && !isMe;
    // The own account has a page of its own for these.
    if (isMe) return action === 'add-role' || action === 'staff-number';
    if (action === 'remove-second-factor') return person.secondFactor;
    return !person.disabled || action === 'staff-number';
  });
}

/** Acts after which the person stands outside until somebody lets them in again. */
export function isCuttingOff(action: PersonAction): boolean {
  return action === 'disable' || action === 'remove-second-factor';
}
