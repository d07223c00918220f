import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DOMAINS } from './case-forms.ts';
import { canSayOutcome, type NEED_OUTCOMES, NEED_SAID_BY, needsToOpen } from './case-need.ts';

test('a domain of 2 or 3 opens a need, once while it is open', () => {
  const domains = fc.record(
    Object.fromEntries(DOMAINS.map((domain) => [domain, fc.record({ score: fc.integer({ min: 0, max: 3 }) })])),
  );
  fc.assert(
    fc.property(domains, fc.subarray([...DOMAINS]), (scored, open) => {
      const opened = needsToOpen(scored, open);
      for (const domain of DOMAINS) {
        expect(opened.includes(domain)).toBe((scored[domain]?.score ?? 0) >= 2 && !open.includes(domain));
      }
      expect(needsToOpen(scored, [...open, ...opened])).toEqual([]);
    }),
    { seed: 12 },
  );
});

test('that a need is gone only the person says, and a loss only a supervisor accepts', () => {
  const allowed = (outcome: (typeof NEED_OUTCOMES)[number]) =>
    NEED_SAID_BY.filter((side) => canSayOutcome(outcome, side));
  expect(allowed('gone')).toEqual(['person', 'guardian']);
  expect(allowed('refused')).toEqual(['person', 'guardian']);
  expect(allowed('loss-accepted')).toEqual(['supervisor']);
  expect(allowed('received-help')).toEqual([...NEED_SAID_BY]);
});
