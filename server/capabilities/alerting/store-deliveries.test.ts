import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { rows, sql } from '#platform/database/database';
import { createTestDatabase } from '../../../tests/support/test-database.ts';
import { claimDueNotifications, releaseNotifications, saveOutcomes } from './store-deliveries.ts';
import { insertAlerts } from './store-notifications.ts';

const { db } = await createTestDatabase();
const now = new Date('2026-11-22T02:00:00Z');
const after = (ms: number) => new Date(now.getTime() + ms);

/** A push under the lease of process 1, written and not yet begun. */
async function aLeasedPush(): Promise<string> {
  const [alertId, id] = [randomUUID(), randomUUID()];
  const alert = { alertId, incidentId: null, kind: 'called', step: 1, agencyIds: [] } as const;
  const push = { channel: 'web-push', targetId: null, state: 'pending', cause: null, tries: 1 } as const;
  const whose = { personId: randomUUID(), agencyId: randomUUID() };
  await insertAlerts(
    db,
    [{ ...alert, raisedAt: now, expandedAt: now }],
    [{ id, alertId, incidentId: null, ...whose, ...push, at: now, nextTryAt: after(20_000), tryingProcess: 1 }],
  );
  return id;
}
const leaseOf = (id: string) =>
  rows(
    db,
    sql`SELECT trying_process AS "processId", next_try_at AS until FROM alerting.notifications WHERE id = ${id}`,
  );

test('what a process gives back is due at once; what another has claimed since stays with it', async () => {
  const [given, claimed] = [await aLeasedPush(), await aLeasedPush()];
  await releaseNotifications(db, [given], after(6000));
  expect(await leaseOf(given)).toEqual([{ processId: null, until: after(6000) }]);
  const lease = { now: after(21_000), until: after(41_000), processId: 2 };
  expect((await claimDueNotifications(db, lease, 10)).map(({ id }) => id).sort()).toEqual([given, claimed].sort());
  await releaseNotifications(db, [claimed], after(22_000));
  expect(await leaseOf(claimed)).toEqual([{ processId: 2, until: after(41_000) }]);
});

test('a browser that is gone for a person is removed, but not when somebody else has subscribed it meanwhile', async () => {
  const [personId, other] = [randomUUID(), randomUUID()];
  const browsers = [personId, other].map((owner) => ({ id: randomUUID(), owner }));
  for (const { id, owner } of browsers) {
    await sql`INSERT INTO alerting.push_subscriptions (id, person_id, endpoint, p256dh, auth, label, language, created_at)
      VALUES (${id}, ${owner}, ${`https://push.example/${id}`}, 'x', 'x', 'x', 'th', ${now})`.execute(db);
  }
  const gone = browsers.map(({ id }) => ({ id, personId, failure: 'status-410', isGone: true }));
  await saveOutcomes(db, [{ notificationId: await aLeasedPush(), kind: 'sent', browsers: gone }], now);
  const left = await rows(db, sql`SELECT person_id AS "personId" FROM alerting.push_subscriptions`);
  expect(left).toEqual([{ personId: other }]);
});
