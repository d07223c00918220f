import { expect, test } from 'vitest';
import type { EscalationStep } from '#contract/escalation';
import { faultsOfDraft } from './draft-faults.ts';

const first: EscalationStep = { afterSeconds: 0, targets: ['on-duty'] };
const last: EscalationStep = { afterSeconds: 60, targets: ['centre-191'] };

test.each<[string, EscalationStep[], string[]]>([
  ['whole', [first, last], []],
  ['not at once', [{ ...first, afterSeconds: 5 }, last], ['first-at-once']],
  ['not rising', [first, { ...last, afterSeconds: 0 }], ['rising']],
  ['nobody beyond the station', [first, { afterSeconds: 30, targets: ['duty-chief'] }], ['beyond-the-station']],
  ['a step without anybody', [first, { afterSeconds: 30, targets: [] }, last], ['nobody-chosen']],
])('%s', (_, steps, faults) => {
  expect(faultsOfDraft(steps)).toEqual(faults);
});
