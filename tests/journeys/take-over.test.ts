import { expect, test } from 'vitest';
import type { Problem } from '../../contract/problem.ts';
import { anIncident } from '../support/an-incident.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const [station, centre, neighbour, bangkok] = await Promise.all(
  ['duty1', 'centre191', 'duty-wangthong', 'duty-bangkok'].map(system.officer),
);
const path = (id: string) => `/api/v1/incidents/${id}/take-over`;

test('191 takes over an alert that nobody answers: it becomes responsible, the station still sees it, the reporter is notified', async () => {
  const { id, phone } = await anIncident(system).happens();
  expect((await centre?.detail(id))?.actions).toContain('take-over');
  expect((await station?.detail(id))?.actions).not.toContain('take-over');
  const taken = await centre?.post(path(id), {});
  expect(taken).toMatchObject({
    status: 200,
    body: {
      incident: { status: 'acknowledged', etaAt: null, responsibleAgency: { nameTh: expect.stringMatching(/191/) } },
    },
  });
  expect(taken?.body.timeline.at(-1)).toMatchObject({ kind: 'taken-over' });
  await phone.waitForMessage(/191.*รับเหตุแล้ว/);
  expect(await station?.post<Problem>(`/api/v1/incidents/${id}/assign`, { unitName: 'ส.1' })).toMatchObject({
    status: 409,
    body: { code: 'incident/moved-on', params: { did: 'incident/taken-over' } },
  });
  expect((await station?.get(`/api/v1/incidents/${id}`))?.status).toBe(200);
});

test('nobody takes over what they may not see, or without the permission', async () => {
  const { id } = await anIncident(system).happens();
  expect(await station?.post<Problem>(path(id), {})).toMatchObject({ status: 403 });
  expect((await neighbour?.post(path(id), {}))?.status).toBe(403);
  expect((await bangkok?.post(path(id), {}))?.status).toBe(403);
});
