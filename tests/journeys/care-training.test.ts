import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { CaseDetail } from '../../contract/case-api.ts';
import { letDaysPass } from '../../server/capabilities/care/commands/let-days-pass.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { aCase } from '../support/a-case.ts';
import { getDemoPerson } from '../support/alarm.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem({ escalation: 'off' });
const worker = await system.officer('caseworker');
const second = await system.officer('social-office');

test('somebody who learns lets days pass for one case: what is due then happens at once, and only there', async () => {
  const [one, other] = [await aCase(system.owner), await aCase(system.owner)];
  for (const id of [one, other]) expect((await worker.post(`/api/v1/cases/${id}/accept`, {})).status).toBe(200);
  const kinds = async (id: string) =>
    (await worker.get<CaseDetail>(`/api/v1/cases/${id}`)).body.timeline.map(({ kind }) => kind);
  expect((await worker.post(`/api/v1/cases/${one}/let-days-pass`, { days: 30 })).status).toBe(200);
  system.clock.advance(5000);
  await system.until(async () => (await kinds(one)).includes('clock-passed') || undefined);
  expect(await kinds(one)).toContain('days-passed');
  expect(await kinds(other)).toEqual(['accepted']);
  expect((await second.post(`/api/v1/cases/${one}/let-days-pass`, { days: 0 })).status).toBe(400);
});

/** Everything that is still to come of a case and its incident, by what it is. */
async function toCome(caseId: string, incidentId: string): Promise<Record<string, Date>> {
  const found = await rows(
    system.owner,
    sql<{ what: string; at: Date }>`SELECT 'clock' AS what, due_at AS at FROM care.clocks
        WHERE case_id = ${caseId} AND rule = 'acceptance'
      UNION ALL SELECT 'hold', hold_until FROM care.cases WHERE id = ${caseId}
      UNION ALL SELECT 'approval', due_at FROM care.approvals WHERE case_id = ${caseId}
      UNION ALL SELECT 'transfer', due_at FROM care.transfers WHERE case_id = ${caseId}
      UNION ALL SELECT 'member', until FROM care.team_members WHERE case_id = ${caseId}
      UNION ALL SELECT fact, province_at FROM care.early_notifications WHERE incident_id = ${incidentId}
      UNION ALL SELECT kind, due_at FROM care.welfare_checks WHERE incident_id = ${incidentId}`,
  );
  return Object.fromEntries(found.map(({ what, at }) => [what, at]));
}

/** A case with something planned of every kind, a year from now, so that no job takes it meanwhile. */
async function aPlannedCase(): Promise<[caseId: string, incidentId: string]> {
  const incidentId = randomUUID();
  const { personId: workerId } = await getDemoPerson(system, 'caseworker');
  const id = await aCase(system.owner, { status: 'assessing', workerId, incidentId });
  const [at, other] = [new Date(system.clock.now().getTime() + 365 * 86_400_000), randomUUID()];
  await sql`WITH held AS (UPDATE care.cases SET hold_reason = 'away', hold_until = ${at} WHERE id = ${id}),
      clock AS (INSERT INTO care.clocks (id, case_id, rule, started_at, due_at)
        VALUES (gen_random_uuid(), ${id}, 'acceptance', now(), ${at})),
      asked AS (INSERT INTO care.approvals (id, case_id, subject, requested_by_person_id, requested_at, due_at)
        VALUES (gen_random_uuid(), ${id}, 'plan', ${workerId}, now(), ${at})),
      offered AS (INSERT INTO care.transfers (id, case_id, from_agency_id, to_agency_id, to_worker_id, reason,
          offered_by_person_id, offered_at, due_at)
        SELECT gen_random_uuid(), id, agency_id, agency_id, ${other}, 'moved', ${workerId}, now(), ${at}
        FROM care.cases WHERE id = ${id}),
      member AS (INSERT INTO care.team_members (id, case_id, account_id, profession, sections, until,
          invited_by_person_id, invited_at)
        VALUES (gen_random_uuid(), ${id}, ${other}, 'doctor', '{health}', ${at}, ${workerId}, now())),
      early AS (INSERT INTO care.early_notifications (id, incident_id, incident_code, fact, place, silent, agency_id,
          known_at, sent_at, province_at)
        SELECT gen_random_uuid(), ${incidentId}, 'I-1', 'child', place, false, agency_id, now(), now(), ${at}
        FROM care.cases WHERE id = ${id})
    INSERT INTO care.welfare_checks (id, incident_id, report_id, kind, due_at, case_id)
    VALUES (gen_random_uuid(), ${incidentId}, ${other}, 'day', ${at}, NULL),
      (gen_random_uuid(), ${incidentId}, ${other}, 'week', ${at}, NULL),
      (gen_random_uuid(), ${incidentId}, ${other}, 'month', ${at}, ${id}),
      (gen_random_uuid(), ${incidentId}, ${other}, 'quarter', ${at}, ${id})`.execute(system.owner);
  return [id, incidentId];
}

test('all that is planned of the case and its incident comes nearer, and nothing of another; a case of a real agency loses no day', async () => {
  const [one, other] = [await aPlannedCase(), await aPlannedCase()];
  const [before, beforeOther] = [await toCome(...one), await toCome(...other)];
  expect(Object.keys(before).toSorted()).toEqual(
    [...['approval', 'child', 'clock', 'day', 'hold', 'member', 'month', 'quarter', 'transfer', 'week']].toSorted(),
  );
  expect((await worker.post(`/api/v1/cases/${one[0]}/let-days-pass`, { days: 7 })).status).toBe(200);
  const after = await toCome(...one);
  for (const [what, at] of Object.entries(before))
    expect([what, at.getTime() - (after[what]?.getTime() ?? 0)]).toEqual([what, 7 * 86_400_000]);
  expect(await toCome(...other)).toEqual(beforeOther);

  const real = sql`UPDATE jurisdiction.agencies SET is_demonstration = false WHERE code = 'TC-650101'`;
  await real.execute(system.owner);
  const refused = await worker.post(`/api/v1/cases/${one[0]}/let-days-pass`, { days: 7 });
  await sql`UPDATE jurisdiction.agencies SET is_demonstration = true WHERE code = 'TC-650101'`.execute(system.owner);
  expect(refused).toMatchObject({ status: 404, body: { code: 'request/not-found' } });
  expect(await toCome(...one)).toEqual(after);
  const { body } = await worker.get<CaseDetail>(`/api/v1/cases/${one[0]}`);
  expect(body.timeline.filter(({ kind }) => kind === 'days-passed')).toHaveLength(1);
});

test('outside a demonstration there is no such thing', async () => {
  const context = { demonstration: false } as Parameters<typeof letDaysPass>[0];
  const nothing = {} as never;
  await expect(letDaysPass(context, nothing, nothing, '', { days: 1 })).rejects.toMatchObject({
    code: 'request/not-found',
  });
});
