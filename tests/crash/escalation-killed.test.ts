import fc from 'fast-check';
import { expect, test } from 'vitest';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { startKillable } from '../support/killable-process.ts';
import { until } from '../support/officer.ts';
import { openConsoles } from '../support/open-consoles.ts';
import { insertOpenIncidents } from '../support/open-incidents.ts';
import { createTestDatabase } from '../support/test-database.ts';

const { db, url } = await createTestDatabase('ess_demo_template');
const INCIDENTS = 400;
/** Orders for each of the two follow-up steps. */
const ORDERS = 60;
const KILLS = 6;
/** Milliseconds of life before each kill; the same in every run. */
const [lifetimes = []] = fc.sample(
  fc.array(fc.integer({ min: 30, max: 700 }), { minLength: KILLS, maxLength: KILLS }),
  { seed: 20_261_123, numRuns: 1 },
);

const startEscalationProcess = () => startKillable('escalation-process.ts', [url]);

/**
 * Inserts unseen orders: half of them before they are sent again (30 s), half after that and before the sender is alerted
 * (60 s); each for its own incident, and due while the processes are killed. Their sent time is an hour ahead, so that the
 * following step is not due during this test, however slow the machine.
 */
async function insertUnseenOrders(): Promise<void> {
  await sql`WITH station AS (
      SELECT duty.agency_id, duty.user_id AS sender, head.user_id AS head, crew.user_id AS crew
      FROM access.memberships AS duty
        JOIN access.memberships AS head ON head.agency_id = duty.agency_id AND head.role = 'superintendent'
        JOIN access.memberships AS crew ON crew.agency_id = duty.agency_id AND crew.role = 'patrol'
      WHERE duty.role = 'duty-officer' ORDER BY duty.user_id, crew.user_id LIMIT 1),
    chosen AS (SELECT id, code, row_number() OVER (ORDER BY id) <= ${ORDERS} AS is_first
      FROM incident.incidents ORDER BY id LIMIT ${2 * ORDERS})
    INSERT INTO units.orders (id, kind, incident_id, code, unit_name, person_ids, agency_id, by_person_id, sent_at,
      again_id, next_step, next_due_at)
    SELECT gen_random_uuid(), 'order', chosen.id, chosen.code, 'สายตรวจ', ARRAY[station.crew], station.agency_id,
      station.sender, now() + interval '1 hour', CASE WHEN NOT is_first THEN gen_random_uuid() END,
      CASE WHEN is_first THEN 'again' ELSE 'notify-sender' END, now() + random() * interval '3 seconds'
    FROM chosen, station`.execute(db);
}

test('with two processes killed repeatedly, every escalation step is executed once, with its alert, never after the answer; order steps likewise', async () => {
  await openConsoles(db);
  // The same four steps, but faster.
  await sql`INSERT INTO escalation.policies (id, agency_kind, version, steps, repeat_seconds, published_at)
    SELECT gen_random_uuid(), agency_kind, 2, '[{"afterSeconds": 0, "targets": ["on-duty"]},
      {"afterSeconds": 1, "targets": ["on-duty", "duty-chief"]},
      {"afterSeconds": 2, "targets": ["next-station", "centre-191"]},
      {"afterSeconds": 3, "targets": ["province-command", "national-desk"]}]', 600, now()
    FROM escalation.policies WHERE agency_kind = 'station' AND version = 1`.execute(db);
  await insertOpenIncidents(db, { count: INCIDENTS, beginWithinSeconds: 3 });
  await insertUnseenOrders();
  const escalationProcesses = [await startEscalationProcess(), await startEscalationProcess()];
  for (const [turn, lifetime] of lifetimes.entries()) {
    await new Promise((over) => setTimeout(over, lifetime));
    // Some incidents are answered meanwhile.
    await sql`WITH answered AS (
        UPDATE escalation.runs SET stopped_at = clock_timestamp(), stopped_by = 'answered'
        WHERE stopped_at IS NULL AND id IN (SELECT id FROM escalation.runs WHERE stopped_at IS NULL
          ORDER BY id LIMIT 10 FOR UPDATE SKIP LOCKED) RETURNING incident_id)
      UPDATE incident.incidents SET status = 'acknowledged', acknowledged_at = now(), acknowledged_by = '{"id": "x"}'
      WHERE id IN (SELECT incident_id FROM answered)`.execute(db);
    const index = turn % 2;
    await escalationProcesses[index]?.kill();
    escalationProcesses[index] = await startEscalationProcess();
  }
  await until(async () => {
    const { left } = await getRow(
      db,
      sql<{ left: number }>`SELECT (SELECT count(*) FROM escalation.runs WHERE stopped_at IS NULL AND next_step < 4)
        + (SELECT count(*) FROM units.orders WHERE next_due_at <= clock_timestamp()) AS left`,
    );
    return left === 0 || undefined;
  }, 2);
  for (const one of escalationProcesses) await one.kill();

  const wrong = await rows(
    db,
    sql`SELECT run.id, run.stopped_at, array_agg(execution.step ORDER BY execution.step) AS steps
      FROM escalation.runs AS run LEFT JOIN escalation.executions AS execution ON execution.run_id = run.id
      GROUP BY run.id
      -- Each step once and none left out: all four, or the first so many of one that was answered.
      HAVING array_agg(execution.step ORDER BY execution.step) IS DISTINCT FROM
          (CASE WHEN run.stopped_at IS NULL THEN ARRAY[0, 1, 2, 3]
            ELSE coalesce((SELECT array_agg(step) FROM generate_series(0, run.next_step - 1) AS step), ARRAY[NULL]::int[]) END)
        OR max(execution.executed_at) > run.stopped_at`,
  );
  expect(wrong).toEqual([]);
  const { executions, alerts, notifications, called } = await getRow(
    db,
    sql<Record<'executions' | 'alerts' | 'notifications' | 'called', number>>`SELECT
        (SELECT count(*) FROM escalation.executions) AS executions,
        (SELECT count(*) FROM alerting.alerts JOIN escalation.executions USING (id)) AS alerts,
        (SELECT count(*) FROM alerting.notifications) AS notifications,
        (SELECT count(*) FROM incident.involvements WHERE role = 'called') AS called`,
  );
  expect(executions).toBeGreaterThan((INCIDENTS - KILLS * 10) * 4 - 1);
  expect(alerts).toBe(executions);
  expect(notifications).toBeGreaterThan(0);
  expect(called).toBeGreaterThan(0);
  await expectOrderSteps();
}, 240_000);

/** Every due step was taken once, with its alert to the right people: the crew; or the sender and the head. */
async function expectOrderSteps(): Promise<void> {
  const steps = await rows(
    db,
    sql`SELECT alert.kind, count(DISTINCT alert.id) AS alerts, count(DISTINCT alert.incident_id) AS incidents,
        count(notification.id) AS notifications,
        bool_and(notification.person_id = ANY(orders.person_ids)) AS crew, bool_or(notification.person_id = orders.by_person_id) AS sender,
        bool_or(EXISTS (SELECT FROM access.memberships AS head
          WHERE head.user_id = notification.person_id AND head.role = 'superintendent')) AS head
      FROM units.orders AS orders JOIN alerting.alerts AS alert ON alert.incident_id = orders.incident_id
        JOIN alerting.notifications AS notification ON notification.alert_id = alert.id
      WHERE alert.kind IN ('order', 'order-unseen') GROUP BY alert.kind ORDER BY alert.kind`,
  );
  const each = { alerts: ORDERS, incidents: ORDERS };
  expect(steps).toMatchObject([
    { kind: 'order', ...each, notifications: ORDERS, crew: true },
    { kind: 'order-unseen', ...each, sender: true, head: true },
  ]);
  const { again, notified } = await getRow(
    db,
    sql<
      Record<'again' | 'notified', number>
    >`SELECT count(*) FILTER (WHERE next_step = 'notify-sender' AND again_id IN (SELECT id FROM alerting.alerts)) AS again,
      count(*) FILTER (WHERE next_step IS NULL AND sender_notified_at IS NOT NULL) AS notified FROM units.orders`,
  );
  expect({ again, notified }).toEqual({ again: ORDERS, notified: ORDERS });
}
