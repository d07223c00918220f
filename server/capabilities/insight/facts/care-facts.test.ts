import fc from 'fast-check';
import { expect, test } from 'vitest';
import { getRow, rows, sql } from '#platform/database/database';
import { aCase } from '#support/a-case';
import { aNeed, aReferral } from '#support/a-referral';
import { createTestDatabase } from '#support/test-database';
import { countCases, countChildren, countNeeds } from '../figures/store/care-figure-rows.ts';
import { listWrongCareFacts, putCareFactsRight, replaceCareFacts } from './store/care-fact-rows.ts';

const { db } = await createTestDatabase('ess_demo_template');
// An agency that has none of the invented cases.
const OWNER = 'SV-65-SHELTER';
const owner = await getRow(db, sql<{ id: string }>`SELECT id FROM jurisdiction.agencies WHERE code = ${OWNER}`);
const ASKED = { from: '2000-01-01', to: '2100-01-01', scope: { agencyIds: [owner.id] } };
await putCareFactsRight(db, await listWrongCareFacts(db, null));

const ids = await Promise.all(
  [0, 1, 2].map(() => aCase(db, { agency: OWNER, status: 'implementing', workerId: crypto.randomUUID() })),
);
const needs = await Promise.all(ids.map((id) => aNeed(db, id, 'school-learning')));
const referrals = await Promise.all(
  ids.flatMap((id, nth) =>
    [0, 1].map((part) =>
      aReferral(db, id, {
        ...(part === 0 && { needId: needs[nth] ?? '' }),
        to: 'EEF',
        serviceCode: 'school-return',
        status: 'offered',
      }),
    ),
  ),
);

/** One thing of one case changes, as its owner would write it. */
const change = fc.record({
  at: fc.nat(2),
  what: fc.oneof(
    fc.constantFrom('closed', 'duplicate', 'implementing').map((to) => ({ case: to })),
    fc.constantFrom('received-help', 'gone', 'refused', null).map((to) => ({ need: to })),
    fc
      .record({ nth: fc.nat(1), to: fc.constantFrom('offered', 'declined', 'formal-returned', 'waiting-term') })
      .map((to) => ({ referral: to })),
  ),
});
type Change = typeof change extends fc.Arbitrary<infer Of> ? Of : never;

type World = { cases: string[]; needs: (string | null)[]; referrals: string[] };
async function apply({ at, what }: Change, world: World): Promise<void> {
  if ('case' in what) {
    const isOpen = what.case === 'implementing';
    world.cases[at] = what.case;
    await sql`UPDATE care.cases SET status = ${isOpen ? 'implementing' : 'closed'}, closed_at = ${isOpen ? null : sql`now()`},
      end_reason = ${isOpen ? null : what.case === 'closed' ? 'goals-met' : 'duplicate'} WHERE id = ${ids[at]}`.execute(
      db,
    );
    await replaceCareFacts(db, { cases: [ids[at] ?? ''], referrals: [] });
  } else if ('need' in what) {
    world.needs[at] = what.need;
    await sql`UPDATE care.needs SET outcome = ${what.need}, outcome_at = ${what.need && sql`now()`},
      outcome_said_by = ${what.need && 'person'} WHERE id = ${needs[at]}`.execute(db);
    await replaceCareFacts(db, { cases: [ids[at] ?? ''], referrals: [] });
  } else {
    const { nth, to } = what.referral;
    const id = referrals[at * 2 + nth] ?? '';
    world.referrals[at * 2 + nth] = to;
    const isDone = to === 'formal-returned' || to === 'waiting-term';
    await sql`UPDATE referral.referrals SET status = ${isDone ? 'completed' : to}, ended_at = ${to === 'offered' ? null : sql`now()`},
        accepted_at = ${isDone ? sql`now()` : null}, update_due_at = ${isDone ? sql`now()` : null},
        outcome_due_at = ${isDone ? sql`now()` : null}, end_reason = ${to === 'declined' ? 'no-capacity' : null},
        outcome = ${isDone ? to : null}, outcome_on = ${isDone ? sql`current_date` : null} WHERE id = ${id}`.execute(
      db,
    );
    await replaceCareFacts(db, { cases: [], referrals: [id] });
  }
}

test('after any changes in any order the facts are what making them anew gives, and figures what counting anew gives', async () => {
  await replaceCareFacts(db, { cases: ids, referrals });
  const world: World = {
    cases: ids.map(() => 'implementing'),
    needs: ids.map(() => null),
    referrals: referrals.map(() => 'offered'),
  };
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (sequence) => {
      for (const one of sequence) await apply(one, world);
      expect(await listWrongCareFacts(db, null)).toEqual([]);
      const counted = world.cases.map((status) => status !== 'duplicate');
      const sum = (found: readonly { n: number }[]) => found.reduce((all, { n }) => all + n, 0);
      const cases = await countCases(db, ASKED);
      expect(sum(cases.filter(({ isDuplicate }) => !isDuplicate))).toBe(counted.filter(Boolean).length);
      expect(sum(cases.filter(({ state }) => state === 'working'))).toBe(
        world.cases.filter((status) => status === 'implementing').length,
      );
      const met = (await countNeeds(db, ASKED)).filter(({ outcome }) => outcome === 'received-help');
      expect(sum(met)).toBe(world.needs.filter((outcome, at) => outcome === 'received-help' && counted[at]).length);
      const children = await countChildren(db, ASKED);
      expect(sum(children)).toBe(3);
      const back = [0, 1, 2].filter((at) => world.referrals.slice(at * 2, at * 2 + 2).includes('formal-returned'));
      expect(sum(children.filter(({ result }) => result === 'back'))).toBe(back.length);
    }),
    { numRuns: 15 },
  );
});

test('a fact that nobody replaced is found wrong and put right, and one of what is gone goes', async () => {
  await sql`UPDATE insight.case_facts SET to_contact = 7 WHERE case_id = ${ids[0]}`.execute(db);
  await sql`DELETE FROM insight.need_facts WHERE need_id = ${needs[1]}`.execute(db);
  await sql`INSERT INTO insight.referral_facts SELECT (${crypto.randomUUID()}::uuid), case_id, offered_at, day, province_code, agency_id,
    service_code, state, came_to, end_reason, outcome, confirmation, to_answer, to_due
    FROM insight.referral_facts WHERE referral_id = ${referrals[0]}`.execute(db);
  const wrong = await listWrongCareFacts(db, null);
  expect(wrong.map(({ kind }) => kind).toSorted()).toEqual(['case', 'need', 'referral']);
  expect(await putCareFactsRight(db, wrong)).toBe(3);
  expect(await listWrongCareFacts(db, null)).toEqual([]);
  expect(await rows(db, sql`SELECT 1 FROM insight.referral_facts WHERE agency_id = ${owner.id}`)).toHaveLength(
    referrals.length,
  );
});
