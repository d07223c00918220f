import { expect, test } from 'vitest';
import type { Problem } from '../../contract/problem.ts';
import { getRow, sql } from '../../server/platform/database/database.ts';
import { aCase } from '../support/a-case.ts';
import { aReferral } from '../support/a-referral.ts';
import { getDemoPerson } from '../support/alarm.ts';
import { openTestSystem } from '../support/test-system.ts';

// Two people at once, each on a connection of their own, a hundred times.

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const worker = await system.officer('caseworker');
const shelter = await system.officer('shelter');
const workerId = (await getDemoPerson(system, 'caseworker')).personId;
const workerName = (await worker.get<{ name: string }>('/api/v1/me')).body.name;
const RACES = 100;

test('accept against withdraw: the receiver either had it first or is told who withdrew; the need is free, once, and nobody keeps a name', async () => {
  const counts = { acceptedFirst: 0, withdrawnFirst: 0 };
  for (let race = 0; race < RACES; race++) {
    const caseId = await aCase(db, { status: 'implementing', workerId });
    const id = await aReferral(db, caseId);
    system.clock.advance(1000);
    const accept = () => shelter.post<Problem>(`/api/v1/referrals/${id}/accept`, {});
    const withdraw = () => worker.post<Problem>(`/api/v1/referrals/${id}/withdraw`, { reason: 'better-service' });
    // Each begins first in half of them.
    const [accepted, withdrawn] =
      race % 2 === 0
        ? await Promise.all([accept(), withdraw()])
        : (await Promise.all([withdraw(), accept()])).toReversed();
    // The sender may withdraw what was accepted too; nobody accepts what was withdrawn.
    expect([race, withdrawn?.status]).toEqual([race, 200]);
    const after = await getRow(
      db,
      sql<{ status: string; holders: number; steps: string[]; audited: number }>`SELECT status,
          (SELECT count(*)::int FROM care.need_holders WHERE need_id = one.need_id) AS holders,
          (SELECT array_agg(kind ORDER BY at, id) FROM referral.timeline WHERE referral_id = one.id) AS steps,
          (SELECT count(*)::int FROM audit.entries WHERE subject_id = one.id::text
            AND action IN ('referral/accepted', 'referral/withdrawn')) AS audited
        FROM referral.referrals AS one WHERE id = ${id}`,
    );
    const steps = accepted?.status === 200 ? ['accepted', 'withdrawn'] : ['withdrawn'];
    expect(after).toEqual({ status: 'withdrawn', holders: 0, steps, audited: steps.length });
    if (accepted?.status === 200) counts.acceptedFirst += 1;
    else {
      counts.withdrawnFirst += 1;
      expect(accepted).toMatchObject({ status: 409, body: { code: 'referral/change-not-allowed' } });
      expect([accepted?.body.params?.did, accepted?.body.params?.name]).toEqual(['referral/withdrawn', workerName]);
    }
    const { body } = await shelter.get<{ packet: object | null }>(`/api/v1/referrals/${id}`);
    expect(body.packet).toBeNull();
  }
  expect(counts.acceptedFirst + counts.withdrawnFirst).toBe(RACES);
  // Both orders came about, or the race was none.
  expect([counts.acceptedFirst > 0, counts.withdrawnFirst > 0]).toEqual([true, true]);
});
