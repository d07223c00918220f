import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDuressUnseen } from '#contract/incident-status';
import { QUESTION_IDS } from '#contract/silent-question';
import { anIncidentThatIs, minutesLater, NIGHT } from '../../../../tests/support/incident-values.ts';
import { cancel, noteDuress, requestCancel, seeDuress } from '../record/incident.ts';
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

test('an incident under duress can be neither cancelled by an officer nor changed from the reporter’s phone', () => {
  const asked = requestCancel(anIncidentThatIs('acknowledged'), 'safe-now', NIGHT);
  const forced = noteDuress(asked, minutesLater(1));
  expect(forced).toMatchObject({ priority: 'critical', silent: true, cancelRequestedAt: null });
  expect(requestCancel(forced, 'by-mistake', minutesLater(2))).toEqual(forced);
  expect(noteDuress(forced, minutesLater(3)).duressAt).toEqual(minutesLater(1));
  expect(() => cancel({ ...forced, cancelRequestedAt: NIGHT })).toThrow('incident/cancelled-under-duress');
});

test('a duress signal counts as unseen until an officer confirms it; a repeated one is unseen again', () => {
  const forced = noteDuress(anIncidentThatIs('en-route'), NIGHT);
  expect(isDuressUnseen(forced)).toBe(true);
  const seen = seeDuress(forced, minutesLater(1));
  expect(isDuressUnseen(seen)).toBe(false);
  expect(() => seeDuress(seen, minutesLater(2))).toThrow('incident/change-not-allowed');
  expect(isDuressUnseen(noteDuress(seen, minutesLater(3)))).toBe(true);
  expect(() => seeDuress(anIncidentThatIs('en-route'), NIGHT)).toThrow('incident/change-not-allowed');
});
