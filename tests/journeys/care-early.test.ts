import { afterAll, expect, test } from 'vitest';
import type { EarlyNotification } from '../../contract/early-notification.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { getDemoPerson } from '../support/alarm.ts';
import { anIncident } from '../support/an-incident.ts';
import type { Officer } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';
import { watchTransactions } from '../support/watched-transactions.ts';

const { transactions, stop } = watchTransactions();
afterAll(stop);

const system = await openTestSystem({ escalation: 'off' });
/** ตำบลในเมือง: its centre is the caseworker's. */
const HOME = { lat: 16.814, lng: 100.26 };
const duty = await system.officer('duty1');
const worker = await system.officer('caseworker');
const worker2 = await system.officer('caseworker2');
const office = await system.officer('social-office');

type InCare = { inCare: boolean; socialWorker: Pick<EarlyNotification, 'agency' | 'answered' | 'provinceAt'> | null };
const inCare = async (id: string, officer = duty) =>
  (await officer.get<InCare>(`/api/v1/incidents/${id}/in-care`)).body;
const listOf = async (officer: Officer) => {
  const { status, body } = await officer.get<{ notifications: EarlyNotification[] }>(
    '/api/v1/care/early-notifications',
  );
  expect(status).toBe(200);
  return body.notifications;
};
const of = async (officer: Officer, code: string) => (await listOf(officer)).find((one) => one.incidentCode === code);
const acknowledged = (builder = anIncident(system).reportedAt(HOME)) => builder.acknowledgedBy(duty).happens();
const markChild = (id: string) => duty.post(`/api/v1/incidents/${id}/safety-notes`, { kind: 'children' });
/** Who was alerted since the last call, by e-mail name. */
async function alerted(): Promise<string[]> {
  const found = await rows(
    system.owner,
    sql<{ name: string; incidentId: string | null }>`SELECT DISTINCT split_part(person.email, '@', 1) AS name,
        alert.incident_id AS "incidentId"
      FROM alerting.notifications AS notification JOIN alerting.alerts AS alert ON alert.id = notification.alert_id
        JOIN access.users AS person ON person.id = notification.person_id
      WHERE alert.kind = 'early-notification' ORDER BY 1`,
  );
  // No incident is named: whoever looks over a shoulder learns nothing.
  expect(found.filter(({ incidentId }) => incidentId !== null)).toEqual([]);
  return found.map(({ name }) => name);
}
const forgetAlerts = () =>
  sql`DELETE FROM alerting.notifications WHERE alert_id IN (SELECT id FROM alerting.alerts WHERE kind = 'early-notification')`.execute(
    system.owner,
  );

test('a child is marked: the centre learns it masked, within seconds; a worker comes along, and the police see who and when', async () => {
  const { id, code } = await acknowledged(anIncident(system).reportedAt(HOME).silent());
  expect(await inCare(id)).toEqual({ inCare: false, socialWorker: null });
  await forgetAlerts();
  const live = worker.follow((await duty.queue()).cursor);
  expect((await markChild(id)).status).toBe(200);
  await live.waitFor(({ event }) => event === 'early-notifications-changed');
  const told = await system.until(() => of(worker, code));
  expect(told).toEqual({
    id: expect.any(String),
    facts: ['child'],
    incidentCode: code,
    place: expect.objectContaining({ subdistrictTh: 'ในเมือง' }),
    silent: true,
    knownAt: expect.any(String),
    agency: expect.objectContaining({ nameTh: expect.stringContaining('ในเมือง') }),
    provinceAt: null,
    answered: null,
  });
  expect(await alerted()).toEqual(['care-supervisor', 'caseworker', 'caseworker2']);
  expect((await inCare(id)).socialWorker).toMatchObject({ answered: null, provinceAt: null });

  const path = `/api/v1/care/early-notifications/${told.id}/acknowledge`;
  expect((await worker.post(path, { arrivesInMinutes: 40 })).status).toBe(200);
  const late = await worker2.post<{ code: string }>(path, { arrivesInMinutes: null });
  expect([late.status, late.body.code]).toEqual([409, 'care/early-notification-taken']);
  const { socialWorker } = await inCare(id);
  const { answered } = socialWorker ?? {};
  expect(answered?.by.name).toContain('อุ่นใจ');
  expect(Date.parse(answered?.arrivesAt ?? '') - Date.parse(answered?.at ?? '')).toBe(40 * 60_000);
  live.close();
});

test('said again it is said once; a further fact of the same incident alerts again; both are one row', async () => {
  const { id, code } = await acknowledged();
  await markChild(id);
  await system.until(() => of(worker, code));
  await forgetAlerts();
  await markChild(id);
  expect((await duty.post(`/api/v1/incidents/${id}/type`, { type: 'sexual-violence-risk' })).status).toBe(200);
  const both = await system.until(async () => {
    const one = await of(worker, code);
    return one?.facts.length === 2 ? one : undefined;
  });
  expect(both.facts).toEqual(['child', 'sexual-violence']);
  expect(await alerted()).toEqual(['care-supervisor', 'caseworker', 'caseworker2']);
  const kept = await rows(system.owner, sql`SELECT 1 FROM care.early_notifications WHERE incident_id = ${id}`);
  expect(kept).toHaveLength(2);
});

test('reported as sexual violence, it is kept with the report itself, in no statement more', async () => {
  transactions.length = 0;
  const { code } = await acknowledged(anIncident(system).reportedAt(HOME).ofType('sexual-violence-risk'));
  await system.until(() => of(worker, code));
  const [kept, ...more] = transactions.filter((texts) =>
    texts.some((text) => text.includes('INSERT INTO care.early_notifications')),
  );
  expect(more).toEqual([]);
  expect(kept?.filter((text) => text.includes('care.'))).toHaveLength(1);
  expect(kept?.at(-1)).toContain('audit');
});

test('nobody answers: the province is alerted once, and answers for the centre', async () => {
  const { id, code } = await acknowledged();
  await markChild(id);
  await system.until(() => of(worker, code));
  await forgetAlerts();
  await sql`UPDATE care.early_notifications SET province_at = now() - interval '1 second' WHERE incident_id = ${id}`.execute(
    system.owner,
  );
  await system.until(async () => (await of(worker, code))?.provinceAt ?? undefined);
  expect(await alerted()).toEqual(['social-office']);
  const audited = await rows(
    system.owner,
    sql<{
      action: string;
    }>`SELECT action FROM audit.entries WHERE subject_id = ${id} AND action LIKE 'care/early%' ORDER BY id`,
  );
  expect(audited.map(({ action }) => action)).toEqual([
    ...['care/early-notification-sent', 'care/early-notification-to-province'],
  ]);
  const row = await of(office, code);
  expect(
    (await office.post(`/api/v1/care/early-notifications/${row?.id}/acknowledge`, { arrivesInMinutes: null })).status,
  ).toBe(200);
  expect((await inCare(id)).socialWorker).toMatchObject({
    answered: { arrivesAt: null },
    provinceAt: expect.any(String),
  });
});

test('it goes with a merge to the incident that stays, and is over with its closing', async () => {
  const first = await acknowledged();
  const second = await acknowledged(anIncident(system).reportedAt({ ...HOME, lat: HOME.lat + 0.001 }));
  await markChild(first.id);
  await system.until(() => of(worker, first.code));
  expect((await duty.post(`/api/v1/incidents/${first.id}/merge`, { intoIncidentId: second.id })).status).toBe(200);
  expect(await of(worker, second.code)).toMatchObject({ facts: ['child'] });
  expect(await of(worker, first.code)).toBeUndefined();
  const id = (await of(worker, second.code))?.id;
  await duty.post(`/api/v1/incidents/${second.id}/resolve`, { disposition: 'handled', victims: false, children: true });
  await duty.post(`/api/v1/incidents/${second.id}/close`, {});
  await system.until(async () => ((await of(worker, second.code)) === undefined ? true : undefined));
  const late = await worker.post<{ code: string }>(`/api/v1/care/early-notifications/${id}/acknowledge`, {
    arrivesInMinutes: 15,
  });
  expect([late.status, late.body.code]).toEqual([409, 'care/early-notification-over']);
});

test('from whom the incident is withheld gets nothing of it: no alarm, no row, and no answer counts', async () => {
  const { id, code } = await acknowledged();
  const boss = await system.officer('superintendent');
  const { personId } = await getDemoPerson(system, 'caseworker');
  expect(
    (await boss.post(`/api/v1/incidents/${id}/conflicts`, { personId, kind: 'named', reason: 'ญาติ' })).status,
  ).toBe(200);
  await forgetAlerts();
  const { cursor } = await duty.queue();
  const [live, live2] = [worker.follow(cursor), worker2.follow(cursor)];
  await markChild(id);
  await live2.waitFor(({ event }) => event === 'early-notifications-changed');
  const row = await system.until(() => of(worker2, code));
  expect(await alerted()).toEqual(['care-supervisor', 'caseworker2']);
  expect(await of(worker, code)).toBeUndefined();
  const refused = await worker.post<{ code: string }>(`/api/v1/care/early-notifications/${row.id}/acknowledge`, {
    arrivesInMinutes: 15,
  });
  expect([refused.status, refused.body.code]).toEqual([404, 'care/early-notification-not-found']);
  expect(live.events.filter(({ data }) => data.event === 'early-notifications-changed')).toEqual([]);
  live2.close();
  live.close();
});
