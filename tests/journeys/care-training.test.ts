import { expect, test } from 'vitest';
import type { CaseDetail } from '../../contract/case-api.ts';
import { letDaysPass } from '../../server/capabilities/care/commands/let-days-pass.ts';
import { aCase } from '../support/a-case.ts';
import { until } from '../support/officer.ts';
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
  await until(async () => (await kinds(one)).includes('clock-passed') || undefined);
  expect(await kinds(one)).toContain('days-passed');
  expect(await kinds(other)).toEqual(['accepted']);
  expect((await second.post(`/api/v1/cases/${one}/let-days-pass`, { days: 0 })).status).toBe(400);
});

test('outside a demonstration there is no such thing', async () => {
  const context = { demonstration: false } as Parameters<typeof letDaysPass>[0];
  const nothing = {} as never;
  await expect(letDaysPass(context, nothing, nothing, '', { days: 1 })).rejects.toMatchObject({
    code: 'request/not-found',
  });
});
