import { expect, test } from 'vitest';
import type { CallBack, PhoneReport } from '../../contract/control-room.ts';
import { anIncident, PLACES } from '../support/an-incident.ts';
import type { Officer } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const clerk = await system.officer('centre191');
const national = await system.officer('desk1300');
const duty = await system.officer('duty1');

const list = async (by: Officer) => (await by.get<{ callBacks: CallBack[] }>('/api/v1/call-backs')).body.callBacks;
const work = (by: Officer, entry: CallBack | undefined, what: string, body = {}) =>
  by.post<{ code?: string; params?: { name?: string } }>(`/api/v1/call-backs/${entry?.id}/${what}`, body);

async function aCallCutOff(callerPhone: string): Promise<CallBack | undefined> {
  const input = { channel: '191', callerPhone, cutOff: true, isDraft: true };
  const { body } = await clerk.post<PhoneReport>('/api/v1/phone-reports', input);
  return (await list(national)).find(({ reportId }) => reportId === body.reportId);
}

test('two clerks claim one entry at the same moment: one gets it, the other learns who', async () => {
  for (let race = 0; race < 20; race++) {
    const entry = await aCallCutOff(`08123${String(45000 + race)}`);
    const answers = await Promise.all([work(clerk, entry, 'claim'), work(national, entry, 'claim')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body).toMatchObject({ code: 'control-room/call-back-taken', params: { name: expect.any(String) } });
    const shown = (await list(clerk)).find(({ id }) => id === entry?.id);
    expect(shown?.claimedBy?.name).toBe(refused?.body.params?.name);
  }
});

test('after "no answer" the entry is due again later; after "reached" it has ended', async () => {
  const entry = await aCallCutOff('0812346001');
  await work(clerk, entry, 'claim');
  expect((await work(national, entry, 'done', { result: 'reached' })).body).toMatchObject({
    code: 'control-room/call-back-not-yours',
  });
  expect((await work(clerk, entry, 'done', { result: 'no-answer' })).status).toBe(200);
  const again = (await list(clerk)).find(({ id }) => id === entry?.id);
  expect(again).toMatchObject({ isDue: false, tries: 1, lastResult: 'no-answer', claimedBy: null });
  await work(national, entry, 'claim');
  expect((await work(national, entry, 'done', { result: 'reached' })).status).toBe(200);
  expect((await list(clerk)).some(({ id }) => id === entry?.id)).toBe(false);
});

test('an officer asks for a call in 15 minutes, a clerk calls, and "not safe" then applies to everybody', async () => {
  const { body } = await clerk.post<PhoneReport>('/api/v1/phone-reports', {
    ...{ channel: '191', type: 'threat-or-assault', callerPhone: '0812347001' },
    place: { ...PLACES.muang, source: 'console-pin' },
  });
  const { id } = await duty.sees(({ code }) => code === body.lastNotified?.code);
  const asked = await duty.post(`/api/v1/incidents/${id}/call-backs`, { inMinutes: 15, note: 'ถามว่าคนร้ายไปทางไหน' });
  expect(asked.status).toBe(200);
  const entry = (await list(clerk)).find(({ incidentId, reason }) => incidentId === id && reason === 'officer');
  expect(entry).toMatchObject({ isDue: false, note: 'ถามว่าคนร้ายไปทางไหน', phone: '+66812347001', forbidden: null });
  system.clock.advance(15 * 60_000);
  expect((await list(clerk)).find((one) => one.id === entry?.id)).toMatchObject({ isDue: true });
  await work(clerk, entry, 'claim');
  await work(clerk, entry, 'done', { result: 'not-safe' });
  expect((await duty.detail(id)).reports).toMatchObject([{ canTakeCalls: false }]);
  const again = await duty.post(`/api/v1/incidents/${id}/call-backs`, { inMinutes: 0 });
  expect(again).toMatchObject({
    status: 409,
    body: { code: 'control-room/must-not-call', params: { why: 'no-calls' } },
  });
});

test('an entry whose reporter turns silent stays listed with the reason, without number, and cannot be claimed', async () => {
  const entry = await aCallCutOff('0812348001');
  await clerk.post(`/api/v1/phone-reports/${entry?.reportId}`, { silent: true, isDraft: true });
  const shown = (await list(clerk)).find(({ id }) => id === entry?.id);
  expect(shown).toMatchObject({ forbidden: 'silent', phone: null });
  expect((await work(clerk, entry, 'claim')).body).toMatchObject({ code: 'control-room/must-not-call' });
});

test('list and calls of another province do not exist for a clerk', async () => {
  const incident = await anIncident(system).reportedAt(PLACES.bangkok).happens();
  const { body } = await national.post<PhoneReport>('/api/v1/phone-reports', {
    ...{ channel: '1300', type: 'confinement', callerPhone: '0812349001', cutOff: true },
    place: { ...PLACES.bangkok, source: 'console-pin' },
  });
  // The same report may be listed for news too: that nobody is on duty there.
  const entry = (await list(national)).find(
    ({ reportId, reason }) => reportId === body.reportId && reason === 'cut-off',
  );
  expect(entry).toMatchObject({ phone: '+66812349001' });
  expect((await list(clerk)).some(({ id }) => id === entry?.id)).toBe(false);
  const unknown = await work(clerk, { ...entry, id: incident.id } as CallBack, 'claim');
  expect(await work(clerk, entry, 'claim')).toEqual(unknown);
  expect(unknown).toMatchObject({ status: 404, body: { code: 'control-room/call-back-not-found' } });
  const missing = await clerk.get(`/api/v1/phone-reports/${incident.id}`);
  expect(await clerk.get(`/api/v1/phone-reports/${body.reportId}`)).toEqual(missing);
  expect(missing).toMatchObject({ status: 404, body: { code: 'intake/report-not-found' } });
  const refused = await clerk.post(`/api/v1/phone-reports/${body.reportId}`, { note: 'x' });
  expect(refused).toMatchObject({ status: 404, body: { code: 'intake/report-not-found' } });
});

test('a station officer has no list, and nobody else sees a clerk’s own calls', async () => {
  expect((await duty.get('/api/v1/call-backs')).status).toBe(403);
  expect((await duty.post('/api/v1/phone-reports', { channel: '191', isDraft: true })).status).toBe(403);
});
