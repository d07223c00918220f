import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SAFETY_KINDS } from '#contract/safety';
import { NIGHT } from '#support/incident-values';
import { flagsFrom, healthNumbersFor, noteUntil } from './safety.ts';

const someNotes = fc.array(fc.record({ kind: fc.constantFrom(...SAFETY_KINDS) }));

test('an answer never cancels a note, and a second note never removes a flag', () => {
  fc.assert(
    fc.property(someNotes, someNotes, fc.constantFrom('yes', 'no', null), (notes, more, answer) => {
      const answers = [{ question: 'children-there', answer }];
      const before = flagsFrom(notes, answers);
      const after = flagsFrom([...notes, ...more], answers);
      for (const flag of ['children', 'mentalHealth', 'dog', 'officerAttacked'] as const) {
        if (before[flag]) expect(after[flag]).toBe(true);
      }
      if (before.weapon) expect(after.weapon).not.toBeNull();
      if (notes.some(({ kind }) => kind === 'children')) expect(before.children).toBe(true);
    }),
    { seed: 20261122 },
  );
});

test('a gun that was seen is named; "no weapon" does not cancel a note of one', () => {
  const answered = (answer: string) => [{ question: 'weapon-seen', answer }];
  expect(flagsFrom([], answered('gun')).weapon).toBe('gun');
  expect(flagsFrom([], [...answered('gun'), ...answered('none')]).weapon).toBeNull();
  expect(flagsFrom([{ kind: 'weapon' }], answered('none')).weapon).toBe('some');
});

test('health services are called for a frenzy, and where somebody was ill before', () => {
  const well = flagsFrom([], []);
  expect(healthNumbersFor('threat-or-assault', [well])).toEqual([]);
  expect(healthNumbersFor('violent-frenzy', [well])).toEqual(['1669', '1323']);
  expect(healthNumbersFor('confinement', [well, flagsFrom([{ kind: 'mental-health' }], [])])).toEqual(['1669', '1323']);
});

test('a note is valid until the end of its day in Thailand, a year by default, two years at most', () => {
  expect(noteUntil('2026-12-31', NIGHT).toISOString()).toBe('2026-12-31T16:59:59.999Z');
  expect(noteUntil(undefined, NIGHT).getTime() - NIGHT.getTime()).toBe(365 * 86_400_000);
  for (const day of ['2026-11-20', '2029-01-01'])
    expect(() => noteUntil(day, NIGHT)).toThrow('incident/note-not-possible');
});
