import { expect, test } from 'vitest';
import { getRow, sql } from '../../server/platform/database/database.ts';
import { aCase } from '../support/a-case.ts';
import { aNeed } from '../support/a-referral.ts';
import { getDemoPerson } from '../support/alarm.ts';
import type { LiveFollower } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const worker = await system.officer('caseworker');
const shelter = await system.officer('shelter');
const legal = await system.officer('legal-aid');
const workerId = (await getDemoPerson(system, 'caseworker')).personId;

type Changed = { id: string };
const about = (id: string) => (event: { event: string; referralId?: string }) =>
  event.event === 'referral-changed' && event.referralId === id;
const heard = ({ events }: LiveFollower, id: string) => events.filter(({ data }) => JSON.stringify(data).includes(id));

test('both sides see a referral move while they look, and nobody else learns of it', async () => {
  const caseId = await aCase(db, { status: 'implementing', workerId });
  const receiver = sql<{ id: string }>`SELECT id FROM jurisdiction.agencies WHERE code = 'SV-65-SHELTER'`;
  const { cursor } = await worker.queue();
  const [sender, them, others] = [worker.follow(cursor), shelter.follow(cursor), legal.follow(cursor)];
  const { body: draft } = await worker.post<Changed>(`/api/v1/cases/${caseId}/referrals`, {
    ...{ needId: await aNeed(db, caseId), serviceCode: 'shelter', toAgencyId: (await getRow(db, receiver)).id },
    ...{ urgency: 'urgent', basis: 'consent', papers: [], offer: false },
  });
  await sender.waitFor(about(draft.id));
  // Nobody but the sender hears of a draft.
  expect(heard(them, draft.id)).toEqual([]);
  await worker.post(`/api/v1/referrals/${draft.id}/offer`, {});
  await them.waitFor(about(draft.id));
  const before = heard(sender, draft.id).length;
  await shelter.post(`/api/v1/referrals/${draft.id}/accept`, {});
  await sender.waitFor(() => heard(sender, draft.id).length > before);
  expect(heard(others, draft.id)).toEqual([]);
  for (const one of [sender, them, others]) one.close();
});
