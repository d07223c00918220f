import { expect, test } from 'vitest';
import type { EscalationPolicies, EscalationPreview, IncidentEscalation } from '../../contract/escalation.ts';
import type { Problem } from '../../contract/problem.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { anIncident, PLACES } from '../support/an-incident.ts';
import { until } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem();
const [commander, duty, nationalDesk, bangkok] = await Promise.all(
  ['commander', 'duty1', 'desk1300', 'duty-bangkok'].map(system.officer),
);
const draft = {
  agencyKind: 'station',
  steps: [
    { afterSeconds: 0, targets: ['on-duty', 'duty-chief'] },
    { afterSeconds: 20, targets: ['centre-191'] },
  ],
  repeatSeconds: 60,
  basedOn: 0,
  note: 'สถานีเล็ก',
};
const stationId = async (code: string) => {
  const [found] = await rows(
    system.owner,
    sql<{ id: string }>`SELECT id FROM jurisdiction.agencies WHERE code = ${code}`,
  );
  return found?.id ?? '';
};

test('a province publishes its own policy: it is in force there only, and older versions remain readable', async () => {
  const own = await stationId('PS65003');
  const before = await duty?.get<EscalationPreview>(`/api/v1/agencies/${own}/escalation-preview`);
  expect(before?.body.policy).toMatchObject({ branch: null, version: 1 });
  expect(before?.body.steps.map(({ afterSeconds }) => afterSeconds)).toEqual([0, 30, 60, 120]);
  expect(before?.body.steps[0]?.recipients).toMatchObject([
    { target: 'on-duty', people: expect.any(Number), passedOver: null },
  ]);

  const published = await commander?.post<EscalationPolicies>('/api/v1/escalation-policies', draft);
  expect(published?.status).toBe(200);
  expect(published?.body.policies.find(({ branch }) => branch !== null)).toMatchObject({
    version: 1,
    isCurrent: true,
    note: 'สถานีเล็ก',
    publishedBy: expect.stringContaining('ดูแล'),
  });
  const after = await duty?.get<EscalationPreview>(`/api/v1/agencies/${own}/escalation-preview`);
  expect(after?.body.steps.map(({ afterSeconds }) => afterSeconds)).toEqual([0, 20]);
  const elsewhere = await bangkok?.get<EscalationPreview>(
    `/api/v1/agencies/${await stationId('PS10001')}/escalation-preview`,
  );
  expect(elsewhere?.body.policy).toMatchObject({ branch: null });
  expect(
    (await bangkok?.get<EscalationPolicies>('/api/v1/escalation-policies'))?.body.policies.every(
      ({ branch }) => branch === null,
    ),
  ).toBe(true);

  const second = await commander?.post<EscalationPolicies>('/api/v1/escalation-policies', {
    ...draft,
    basedOn: 1,
    repeatSeconds: 90,
  });
  const ours = second?.body.policies.filter(({ branch }) => branch !== null);
  expect(ours?.map(({ version, isCurrent }) => [version, isCurrent])).toEqual([
    [2, true],
    [1, false],
  ]);
});

test('two editors do not overwrite each other, and a policy by which an alert could remain unanswered is refused', async () => {
  expect(await nationalDesk?.post<Problem>('/api/v1/escalation-policies', draft)).toMatchObject({
    status: 409,
    body: { code: 'escalation/policy-changed' },
  });
  const onlyOwn = { ...draft, basedOn: 1, steps: [{ afterSeconds: 0, targets: ['on-duty'] }] };
  expect(await nationalDesk?.post<Problem>('/api/v1/escalation-policies', onlyOwn)).toMatchObject({
    status: 422,
    body: { code: 'escalation/policy-unsafe' },
  });
  expect(await duty?.post<Problem>('/api/v1/escalation-policies', draft)).toMatchObject({ status: 403 });
});

test('the incident shows who was alerted, by which channel, and who is next, to its own agencies only', async () => {
  const { id } = await anIncident(system).reportedAt(PLACES.muang).happens();
  const path = `/api/v1/incidents/${id}/escalation`;
  const shown = await until(async () => {
    const { body } = (await duty?.get<IncidentEscalation>(path)) ?? {};
    return body && body.executions.length > 0 ? body : undefined;
  });
  expect(shown).toMatchObject({ reason: 'unanswered', stoppedAt: null });
  expect(shown.executions[0]?.notifications.length).toBeGreaterThanOrEqual(1);
  expect(shown.executions[0]?.notifications[0]).toMatchObject({
    name: expect.any(String),
    channel: expect.any(String),
  });
  // The province's policy of the first test: after 20 s the 191 centre.
  expect(shown.next?.recipients).toMatchObject([{ target: 'centre-191', people: 1 }]);
  expect(await bangkok?.get<Problem>(path)).toMatchObject({ status: 404, body: { code: 'incident/not-found' } });

  await duty?.post(`/api/v1/incidents/${id}/acknowledge`, { etaMinutes: 6 });
  expect((await duty?.get<IncidentEscalation>(path))?.body).toMatchObject({ stoppedBy: 'answered', next: null });
});
