import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HELP_ACTION_NAMES, HELP_ACTIONS, HELP_STATUSES, isOpenHelp } from './help.ts';
import { familyIdsOf, HELP_SECTIONS, readHelpForm } from './help-form.ts';

test('whatever is typed is read without an error, and what can be read once can be read again', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...HELP_SECTIONS, 'other'), fc.jsonValue()), (typed) => {
      const { form } = readHelpForm(typed);
      expect(readHelpForm(form)).toEqual({ form, unreadable: [] });
    }),
  );
});

test('a bad field goes alone: the others of its section, its row and its list stay', () => {
  const { form, unreadable } = readHelpForm({
    person: { name: 'ก', idNumber: '1' },
    household: { members: [{ name: 'ข', monthlyIncome: -1 }, { name: 'ค' }] },
    hardship: { codes: ['debt', 'x', 'no-home', 'y'] },
  });
  expect(form).toEqual({
    person: { name: 'ก' },
    household: { members: [{ name: 'ข' }, { name: 'ค' }] },
    hardship: { codes: ['debt', 'no-home'] },
  });
  expect(unreadable.sort()).toEqual([
    ...['hardship.codes.1', 'hardship.codes.3', 'household.members.0.monthlyIncome', 'person.idNumber'],
  ]);
});

test('a family is known by all ID numbers of its household, each once', () => {
  const [one, other] = ['1101700230708', '1101700230716'];
  const household = { members: [{ idNumber: other }, { idNumber: one }, {}] };
  expect(familyIdsOf({ person: { idNumber: one }, household })).toEqual([one, other]);
});

test('every status but the first is reached by an action, and every open one can be left', () => {
  const reached = HELP_ACTION_NAMES.map((action) => HELP_ACTIONS[action].to as string | null);
  expect(HELP_STATUSES.filter((status) => status !== 'draft' && !reached.includes(status))).toEqual([]);
  const left = HELP_ACTION_NAMES.flatMap((action) => [...HELP_ACTIONS[action].from] as string[]);
  expect(HELP_STATUSES.filter((status) => isOpenHelp(status) && !left.includes(status))).toEqual([]);
});
