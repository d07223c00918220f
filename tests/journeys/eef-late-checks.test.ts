import { afterAll, expect, test } from 'vitest';
import type { EefChecks, EefList } from '../../contract/eef-api.ts';
import { addDays, thaiDayOf } from '../../contract/thai-day.ts';
import { createApp } from '../../server/app.ts';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { createLog } from '../../server/platform/log.ts';
import { aCase } from '../support/a-case.ts';
import { aReferral } from '../support/a-referral.ts';
import { aSchoolCheck } from '../support/a-school-check.ts';
import { getDemoPerson } from '../support/alarm.ts';
import { openTestSystem } from '../support/test-system.ts';
import { watchTransactions } from '../support/watched-transactions.ts';

// A check that nobody answers must not be silence: somebody is called, each once, whatever runs besides.

const CHILDREN = 30;

// Before the first connection is made.
const { transactions, stop } = watchTransactions();
afterAll(stop);
const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const workerId = (await getDemoPerson(system, 'caseworker')).personId;
const today = thaiDayOf(system.clock.now());

test('nobody says whether thirty children still learn: officers, supervisors and province are called once, by two processes', {
  timeout: 120_000,
}, async () => {
  const other = await createApp(system.config, { clock: system.clock, log: createLog('silent') });
  await other.start();
  const run = () => Promise.all([system.app.runJobsWithin(20_000), other.runJobsWithin(20_000)]);
  // What the demonstration brings is no part of this.
  await run();
  await sql`DELETE FROM eef.checks`.execute(db);
  await sql`DELETE FROM alerting.notifications`.execute(db);
  const called = async () => {
    const found = await rows(
      db,
      sql<{ kind: string; email: string }>`SELECT DISTINCT alert.kind, split_part(person.email, '@', 1) AS email
        FROM alerting.notifications AS sent JOIN alerting.alerts AS alert ON alert.id = sent.alert_id
          JOIN access.users AS person ON person.id = sent.person_id
        WHERE alert.kind IN ('case-reminder', 'case-late') ORDER BY 1, 2`,
    );
    return found.map(({ kind, email }) => `${kind} ${email}`);
  };
  const ids: string[] = [];
  const referrals: string[] = [];
  for (let at = 0; at < CHILDREN; at++) {
    const caseId = await aCase(db, { status: 'implementing', workerId, isMinor: true });
    const returned = { to: 'EEF', serviceCode: 'school-return', status: 'completed', outcome: 'formal-returned' };
    const referralId = await aReferral(db, caseId, { ...returned, confirmation: 'received' });
    referrals.push(referralId);
    ids.push(await aSchoolCheck(db, referralId, 'day-30'));
  }
  const dueSince = (days: number) => sql`UPDATE eef.checks SET due_on = ${addDays(today, -days)}`.execute(db);
  const said = async () => {
    const { entries, audited } = await getRow(
      db,
      sql<{ entries: number; audited: number }>`SELECT
          (SELECT count(*)::int FROM referral.timeline WHERE kind = 'school-check-late' AND referral_id = ANY(${referrals}::uuid[]))
            AS entries,
          (SELECT count(*)::int FROM audit.entries WHERE action = 'referral/school-check-late' AND subject_id = ANY(${referrals})) AS audited`,
    );
    return [entries, audited];
  };

  await dueSince(6);
  await run();
  expect([await called(), await said()]).toEqual([[], [0, 0]]);

  await dueSince(8);
  await run();
  expect([await called(), await said()]).toEqual([['case-reminder eef'], [0, 0]]);

  // Late: it stands so on the page, and the one who supervises the sender is called.
  await dueSince(15);
  transactions.length = 0;
  await run();
  expect(await called()).toEqual(['case-late care-supervisor', 'case-reminder eef']);
  expect(await said()).toEqual([CHILDREN, CHILDREN]);
  const calling = transactions.filter((texts) => texts.some((text) => text.includes('late_told_at = CASE')));
  // However the two processes share the children, none of them asks for each.
  expect(calling.length).toBeGreaterThan(0);
  for (const texts of calling) expect(texts.length).toBeLessThan(15);
  const eef = await system.officer('eef');
  const { counts } = (await eef.get<EefList>('/api/v1/eef/children')).body;
  expect([counts?.checks, counts?.lateChecks]).toEqual([CHILDREN, CHILDREN]);
  const { checks } = (await eef.get<EefChecks>('/api/v1/eef/checks')).body;
  expect(checks.map(({ state }) => state)).toEqual(ids.map(() => 'late'));

  // One is answered: nobody is called for it any more.
  const [answered = ''] = ids;
  await eef.post(`/api/v1/eef/checks/${answered}/answer`, { result: 'attending', on: today });
  await dueSince(28);
  await run();
  await run();
  expect(await called()).toEqual(['case-late care-supervisor', 'case-late social-office', 'case-reminder eef']);
  expect(await said()).toEqual([CHILDREN, CHILDREN]);
  const marks = await rows(
    db,
    sql<{ id: string; all: boolean }>`SELECT id, reminded_at IS NOT NULL AND late_told_at IS NOT NULL
        AND province_told_at IS NOT NULL AS all FROM eef.checks ORDER BY id`,
  );
  expect(marks).toEqual(ids.toSorted().map((id) => ({ id, all: id !== answered })));
  await sql`DELETE FROM alerting.notifications`.execute(db);
  await run();
  expect(await called()).toEqual([]);
  await other.stop();
});
