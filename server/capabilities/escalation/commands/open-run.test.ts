import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { IncidentEvents } from '#events/incident-events';
import { inTransaction } from '#platform/database/transaction';
import { createTestDatabase } from '../../../../tests/support/test-database.ts';
import type { EscalationContext } from '../context.ts';
import { listRuns } from '../store-runs.ts';
import { createRunOpener } from './open-run.ts';

const { db } = await createTestDatabase();

test('after a first step has failed, other reports open at once with their run alone; a minute later it is tried again', async () => {
  let now = new Date('2026-11-22T02:00:00Z');
  const context = {
    clock: { now: () => now },
    notifier: { send: () => {} },
    policies: {
      async forRuns() {
        throw new Error('this step fails');
      },
    },
  };
  const open = createRunOpener(context as unknown as EscalationContext);
  const openAnother = async () => {
    const opened = { incidentId: randomUUID(), reportIds: [randomUUID()], position: { lat: 0, lng: 0 } };
    await inTransaction(db, (work) => open(work, opened as unknown as IncidentEvents['incident-opened']));
    return opened.incidentId;
  };
  await expect(openAnother()).rejects.toThrow('this step fails');
  expect(await listRuns(db, await openAnother())).toMatchObject([{ nextStep: 0, stoppedAt: null }]);
  now = new Date(now.getTime() + 61_000);
  await expect(openAnother()).rejects.toThrow('this step fails');
});
