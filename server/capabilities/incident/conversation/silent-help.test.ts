import fc from 'fast-check';
import { expect, test } from 'vitest';
import { QUESTION_IDS } from '#contract/silent-question';
import { minutesLater, NIGHT } from '#support/incident-values';
import { limitOf, mustBeSafeToAsk } from './silent-help.ts';

const anAsked = fc.record({
  question: fc.constantFrom(...QUESTION_IDS),
  answer: fc.constantFrom('yes', 'no'),
  answeredAt: fc.option(fc.nat(600).map((minutes) => minutesLater(minutes))),
});
const asking = fc.record({ silent: fc.boolean(), asked: fc.array(anAsked), hasWrittenSince: fc.boolean() });

test('in a silent report nothing is asked until the newest answer is that writing is safe', () => {
  fc.assert(
    fc.property(asking, ({ silent, asked, hasWrittenSince }) => {
      const limit = limitOf({ silent, asked, duressAt: null, hasWrittenSince });
      const said = asked.filter(({ question, answeredAt }) => question === 'safe-to-write' && answeredAt);
      const newest = Math.max(...said.map(({ answeredAt }) => answeredAt?.getTime() ?? 0));
      const last = said.filter(({ answeredAt }) => answeredAt?.getTime() === newest).map(({ answer }) => answer);
      if (!silent) expect(limit).toBe('none');
      else if (!last.includes('yes')) expect(limit).toBe('safe-to-write-first');
      else if (!last.includes('no')) expect(limit).toBe('none');
    }),
    { seed: 20261122 },
  );
});

test('after a duress signal nothing is asked until the reporter writes again', () => {
  fc.assert(
    fc.property(asking, fc.constantFrom(...QUESTION_IDS), ({ silent, asked }, question) => {
      const limit = limitOf({ silent, asked, duressAt: NIGHT, hasWrittenSince: false });
      expect(() => mustBeSafeToAsk(limit, question)).toThrow('incident/not-safe-to-write');
    }),
    { seed: 20261122 },
  );
});
