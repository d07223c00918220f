import { expect, test } from 'vitest';
import type { IncidentLadder, LadderPreview, Ladders } from '../../contract/escalation.ts';
import type { Problem } from '../../contract/problem.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { anIncident, PLACES } from '../support/an-incident.ts';
import { until } from '../support/officer.ts';
import { openHouse } from '../support/whole-house.ts';

const house = await openHouse();
const [commander, duty, desk, bangkok] = await Promise.all(
  ['commander', 'duty1', 'desk1300', 'duty-bangkok'].map(house.officer),
);
const draft = {
  agencyKind: 'station',
  rungs: [
    { afterSeconds: 0, targets: ['on-duty', 'duty-chief'] },
    { afterSeconds: 20, targets: ['centre-191'] },
  ],
  repeatSeconds: 60,
  basedOn: 0,
  note: 'สถานีเล็ก',
};
const stationId = async (code: string) => {
  const [found] = await rows(
    house.owner,
    sql<{ id: string }>`SELECT id FROM jurisdiction.agencies WHERE code = ${code}`,
  );
  return found?.id ?? '';
};

test('a province publishes its own version: it counts there and nowhere else, and older ones stay to be read', async () => {
  const own = await stationId('PS65003');
  const before = await duty?.get<LadderPreview>(`/api/v1/agencies/${own}/ladder`);
  expect(before?.body.ladder).toMatchObject({ branch: null, version: 1 });
  expect(before?.body.steps.map(({ afterSeconds }) => afterSeconds)).toEqual([0, 30, 60, 120]);
  expect(before?.body.steps[0]?.reached).toMatchObject([
    { target: 'on-duty', people: expect.any(Number), passedOver: null },
  ]);

  const published = await commander?.post<Ladders>('/api/v1/ladders', draft);
  expect(published?.status).toBe(200);
  expect(published?.body.ladders.find(({ branch }) => branch !== null)).toMatchObject({
    version: 1,
    isCurrent: true,
    note: 'สถานีเล็ก',
    publishedBy: expect.stringContaining('ดูแล'),
  });
  const after = await duty?.get<LadderPreview>(`/api/v1/agencies/${own}/ladder`);
  expect(after?.body.steps.map(({ afterSeconds }) => afterSeconds)).toEqual([0, 20]);
  const elsewhere = await bangkok?.get<LadderPreview>(`/api/v1/agencies/${await stationId('PS10001')}/ladder`);
  expect(elsewhere?.body.ladder).toMatchObject({ branch: null });
  expect((await bangkok?.get<Ladders>('/api/v1/ladders'))?.body.ladders.every(({ branch }) => branch === null)).toBe(
    true,
  );

  const second = await commander?.post<Ladders>('/api/v1/ladders', { ...draft, basedOn: 1, repeatSeconds: 90 });
  const ours = second?.body.ladders.filter(({ branch }) => branch !== null);
  expect(ours?.map(({ version, isCurrent }) => [version, isCurrent])).toEqual([
    [2, true],
    [1, false],
  ]);
});

test('two who publish at once do not overwrite each other, and what would leave an alert unheard is refused', async () => {
  expect(await desk?.post<Problem>('/api/v1/ladders', draft)).toMatchObject({
    status: 409,
    body: { code: 'escalation/ladder-changed' },
  });
  const onlyOwn = { ...draft, basedOn: 1, rungs: [{ afterSeconds: 0, targets: ['on-duty'] }] };
  expect(await desk?.post<Problem>('/api/v1/ladders', onlyOwn)).toMatchObject({
    status: 422,
    body: { code: 'escalation/ladder-unsafe' },
  });
  expect(await duty?.post<Problem>('/api/v1/ladders', draft)).toMatchObject({ status: 403 });
});

test('the incident says who was told, by which channel, and who is next; nobody else learns of it', async () => {
  const { id } = await anIncident(house).reportedAt(PLACES.muang).happens();
  const path = `/api/v1/incidents/${id}/ladder`;
  const shown = await until(async () => {
    const { body } = (await duty?.get<IncidentLadder>(path)) ?? {};
    return body && body.fired.length > 0 ? body : undefined;
  });
  expect(shown).toMatchObject({ reason: 'unanswered', stoppedAt: null });
  expect(shown.fired[0]?.notices.length).toBeGreaterThanOrEqual(1);
  expect(shown.fired[0]?.notices[0]).toMatchObject({ name: expect.any(String), channel: expect.any(String) });
  // The province's version of the test before: 20 s, the 191 centre.
  expect(shown.next?.reached).toMatchObject([{ target: 'centre-191', people: 1 }]);
  expect(await bangkok?.get<Problem>(path)).toMatchObject({ status: 404, body: { code: 'incident/not-found' } });

  await duty?.post(`/api/v1/incidents/${id}/acknowledge`, { etaMinutes: 6 });
  expect((await duty?.get<IncidentLadder>(path))?.body).toMatchObject({ stoppedBy: 'answered', next: null });
});
