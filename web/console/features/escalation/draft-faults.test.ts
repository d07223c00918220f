import { expect, test } from 'vitest';
import type { Rung } from '#contract/escalation';
import { faultsOfDraft } from './draft-faults.ts';

const first: Rung = { afterSeconds: 0, targets: ['on-duty'] };
const last: Rung = { afterSeconds: 60, targets: ['centre-191'] };

test.each<[string, Rung[], string[]]>([
  ['whole', [first, last], []],
  ['not at once', [{ ...first, afterSeconds: 5 }, last], ['first-at-once']],
  ['not rising', [first, { ...last, afterSeconds: 0 }], ['rising']],
  ['nobody beyond the station', [first, { afterSeconds: 30, targets: ['duty-chief'] }], ['beyond-the-station']],
  ['a step without anybody', [first, { afterSeconds: 30, targets: [] }, last], ['nobody-chosen']],
])('%s', (_, rungs, faults) => {
  expect(faultsOfDraft(rungs)).toEqual(faults);
});
