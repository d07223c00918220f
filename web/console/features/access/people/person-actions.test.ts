import { expect, test } from 'vitest';
import { actionsOn } from './person-actions.ts';

const PERSON = { disabled: false, secondFactor: true, servesElsewhere: false };

test('all actions on a colleague', () => {
  expect(actionsOn(PERSON, false)).toEqual([
    'add-role',
    'staff-number',
    'own-numbers',
    'password-link',
    'remove-second-factor',
    'end-sessions',
    'disable',
  ]);
});

test('a second factor can be removed only if there is one', () => {
  expect(actionsOn({ ...PERSON, secondFactor: false }, false)).not.toContain('remove-second-factor');
});

test('a disabled account can be enabled, and gets no password link before', () => {
  expect(actionsOn({ ...PERSON, disabled: true }, false)).toEqual([
    'staff-number',
    'own-numbers',
    'remove-second-factor',
    'enable',
  ]);
});

test('of people who also serve elsewhere only the roles can be changed', () => {
  expect(actionsOn({ ...PERSON, servesElsewhere: true }, false)).toEqual(['add-role']);
});

test('nobody can lock themselves out, or change what the server leaves to others', () => {
  expect(actionsOn(PERSON, true)).toEqual(['add-role']);
});
