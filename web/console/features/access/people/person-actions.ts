import type { Person } from '#contract/access-people';

/** Actions of an administrator on a person, in the order shown: frequent ones first, those that lock people out last. */
export const PERSON_ACTIONS = [
  'add-role',
  'staff-number',
  'own-numbers',
  'password-link',
  'remove-second-factor',
  'end-sessions',
  'disable',
  'enable',
] as const;
export type PersonAction = (typeof PERSON_ACTIONS)[number];

/** The actions possible for this person. The account of people who also serve outside the branch can't be changed. */
export function actionsOn(
  person: Pick<Person, 'disabled' | 'secondFactor' | 'servesElsewhere'>,
  isMe: boolean,
): PersonAction[] {
  if (person.servesElsewhere) return ['add-role'];
  return PERSON_ACTIONS.filter((action) => {
    if (action === 'enable') return person.disabled;
    if (action === 'disable') return !person.disabled && !isMe;
    // One's own account has a separate page, and the rest somebody else does.
    if (isMe) return action === 'add-role';
    if (action === 'remove-second-factor') return person.secondFactor;
    return !person.disabled || action === 'staff-number' || action === 'own-numbers';
  });
}

/** Actions after which the person is locked out until somebody helps. */
export function isCuttingOff(action: PersonAction): boolean {
  return action === 'disable' || action === 'remove-second-factor';
}
