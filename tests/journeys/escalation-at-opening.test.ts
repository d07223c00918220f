import { expect, test } from 'vitest';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { anIncident, PLACES } from '../support/an-incident.ts';
import { until } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

// The transaction that opens an incident carries the steps that are due at once, and never depends on them.

const system = await openTestSystem();

/** The transaction that wrote each of these, as far as they are there. */
function transactionsOf(incidentId: string) {
  return getRow(
    system.owner,
    sql<Record<'opened' | 'run' | 'executions' | 'notifications' | 'updates', string[]>>`SELECT
        ARRAY(SELECT xmin::text FROM incident.timeline WHERE incident_id = ${incidentId} AND kind = 'opened') AS opened,
        ARRAY(SELECT xmin::text FROM escalation.runs WHERE incident_id = ${incidentId}) AS run,
        ARRAY(SELECT xmin::text FROM escalation.executions WHERE incident_id = ${incidentId} ORDER BY step) AS executions,
        ARRAY(SELECT DISTINCT xmin::text FROM alerting.notifications WHERE incident_id = ${incidentId}) AS notifications,
        ARRAY(SELECT xmin::text FROM escalation.executions
          WHERE incident_id = ${incidentId} AND needs_reporter_update) AS updates`,
  );
}
const steps = (id: string) =>
  rows(
    system.owner,
    sql<{ step: number }>`SELECT step FROM escalation.executions WHERE incident_id = ${id} ORDER BY step`,
  );

test('the first step and its notifications are written by the transaction that opens the incident', async () => {
  const { id } = await anIncident(system).reportedAt(PLACES.nearWangThong).happens();
  const { opened, run, executions, notifications } = await transactionsOf(id);
  expect(opened).toHaveLength(1);
  expect({ run, executions, notifications }).toEqual({ run: opened, executions: opened, notifications: opened });
});

test('where nobody can answer, the next steps too, with the call of the next station; the reporter reads both in turn', async () => {
  await sql`UPDATE duty.consoles SET seen_at = '2020-01-01'`.execute(system.owner);
  const { id, phone } = await anIncident(system).reportedAt(PLACES.nearWangThong).happens();
  const { opened, run, executions, notifications, updates } = await transactionsOf(id);
  const [own] = opened;
  expect({ run, notifications, updates }).toEqual({ run: opened, notifications: opened, updates: [] });
  expect(executions.length).toBeGreaterThan(2);
  expect(executions.every((one) => one === own)).toBe(true);
  const called = await getRow(
    system.owner,
    sql<{ xmin: string }>`SELECT xmin::text FROM incident.involvements WHERE incident_id = ${id} AND role = 'called'`,
  );
  expect(called.xmin).toBe(own);
  await phone.waitForMessage('ยังไม่มีใครเห็นเรื่องนี้');
  const texts = phone.messages().map(({ text }) => text ?? '');
  const at = (wanted: RegExp) => texts.findIndex((text) => wanted.test(text));
  expect(at(/ES-/)).toBeGreaterThanOrEqual(0);
  expect(at(/ยังไม่มีใครเห็นเรื่องนี้/)).toBeGreaterThan(at(/ES-/));
});

test('an incident opens although its alarm can not be planned; the job takes the step as soon as it can', async () => {
  await sql`ALTER TABLE alerting.settings RENAME TO settings_away`.execute(system.owner);
  const { id } = await anIncident(system).reportedAt(PLACES.muang).happens();
  expect(await steps(id)).toEqual([]);
  await sql`ALTER TABLE alerting.settings_away RENAME TO settings`.execute(system.owner);
  await until(async () => ((await steps(id)).length > 0 ? true : undefined));
  const { opened, run } = await transactionsOf(id);
  expect(run).toHaveLength(1);
  expect(run).not.toEqual(opened);
});
