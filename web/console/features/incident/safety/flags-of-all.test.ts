import { expect, test } from 'vitest';
import type { SafetyFlags } from '#contract/safety';
import { flagsOfAll } from './flags-of-all.ts';

const flags = (some: Partial<SafetyFlags>): { flags: SafetyFlags } => ({
  flags: {
    weapon: null,
    children: false,
    hurt: false,
    mentalHealth: false,
    dog: false,
    officerAttacked: false,
    ...some,
  },
});

test('of all earlier times the worst weapon is named, and who was hurt then is not hurt now', () => {
  const all = flagsOfAll([flags({ weapon: 'some', hurt: true }), flags({ weapon: 'gun' }), flags({ dog: true })]);
  expect(all).toEqual(flags({ weapon: 'gun', dog: true }).flags);
  expect(flagsOfAll([])).toEqual(flags({}).flags);
});
