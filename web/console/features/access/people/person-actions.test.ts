import { expect, test } from 'vitest';
import { actionsOn } from './person-actions.ts';

const PERSON = { disabled: false, secondFactor: true, servesElsewhere: false };

test('a colleague can be helped and cut off', () => {
  expect(actionsOn(PERSON, false)).toEqual([
    'add-role',
    'staff-number',
    'password-link',
    'remove-second-factor',
    'end-sessions',
    'disable',
  ]);
});

test('who has no second factor can lose none', () => {
  expect(actionsOn({ ...PERSON, secondFactor: false }, false)).not.toContain('remove-second-factor');
});

test('a disabled account can be opened again, and gets no link before', () => {
  expect(actionsOn({ ...PERSON, disabled: true }, false)).toEqual(['staff-number', 'remove-second-factor', 'enable']);
});

test('whoever serves elsewhere too only gets roles here', () => {
  expect(actionsOn({ ...PERSON, servesElsewhere: true }, false)).toEqual(['add-role']);
});

test('nobody locks themselves out', () => {
  expect(actionsOn(PERSON, true)).toEqual(['add-role', 'staff-number']);
});
