import { afterAll, expect, test } from 'vitest';
import type { CaseDetail, CaseList } from '../../contract/case-api.ts';
import type { LiveEvent } from '../../contract/live.ts';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { anIncident, PLACES } from '../support/an-incident.ts';
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

const acknowledged = async (builder = anIncident(system).reportedAt(HOME)) => builder.acknowledgedBy(duty).happens();
const end = async (id: string, resolve: object, close?: object) => {
  expect((await duty.post(`/api/v1/incidents/${id}/resolve`, resolve)).status).toBe(200);
  if (close) expect((await duty.post(`/api/v1/incidents/${id}/close`, close)).status).toBe(200);
};
const casesOf = async (officer: Officer, incidentCode: string, scope = 'open') => {
  const { status, body } = await officer.get<CaseList>(`/api/v1/cases?scope=${scope}`);
  expect(status).toBe(200);
  return body.cases.filter((one) => one.incidentCode === incidentCode);
};
const detail = async (officer: Officer, id: string) => officer.get<CaseDetail>(`/api/v1/cases/${id}`);

test('a closed incident is a case in the centre’s list, with nothing retyped; a worker accepts it and it is being assessed', async () => {
  const { id, code } = await acknowledged(anIncident(system).reportedAt(HOME).silent());
  await end(id, { disposition: 'handled', victims: true, children: true }, {});
  const opened = await system.until(async () => {
    const found = await casesOf(worker, code, 'waiting');
    return found.length === 2 ? found : undefined;
  });
  const victim = opened.find(({ concern }) => concern === 'victim');
  expect(victim).toMatchObject({
    status: 'registered',
    source: 'incident',
    incidentType: 'threat-or-assault',
    silent: true,
    isMinor: false,
    risk: null,
    worker: null,
    personName: null,
    place: { subdistrictTh: 'ในเมือง' },
    agency: { nameTh: expect.stringContaining('ในเมือง') },
  });
  expect(victim?.code).toMatch(/^CS-2569-\d{6}$/);
  expect(opened.find(({ concern }) => concern === 'child')).toMatchObject({ isMinor: true, personName: null });

  const caseId = victim?.id ?? '';
  expect((await detail(worker, caseId)).body.actions).toEqual([
    { action: 'accept', missing: [], byApproval: null },
    { action: 'not-open', missing: [], byApproval: 'not-opened' },
  ]);
  expect(await worker.post(`/api/v1/cases/${caseId}/accept`)).toMatchObject({
    status: 200,
    body: { id: caseId, status: 'assessing', version: 2 },
  });
  const { body } = await detail(worker, caseId);
  expect(body.case).toMatchObject({ status: 'assessing', worker: { name: expect.stringContaining('อุ่นใจ') } });
  const steps = body.timeline.filter(({ kind }) => !kind.startsWith('reporter-') && kind !== 'suggested');
  expect(steps.map(({ kind, by }) => [kind, by?.name ?? null])).toEqual([
    ['registered', expect.stringContaining('ใจดี')],
    ['accepted', body.case.worker?.name],
  ]);
  const audited = await rows(
    system.owner,
    sql<{ action: string }>`SELECT action FROM audit.entries WHERE subject_kind = 'case' AND subject_id = ${caseId}
      ORDER BY id`,
  );
  const actions = audited.map(({ action }) => action).filter((action) => !/^case\/(reporter-|suggested)/.test(action));
  expect(actions).toEqual(['case/registered', 'case/view', 'case/accepted', 'case/view']);
});

test('opening cases adds at most three statements to the closing of an incident', async () => {
  const { id } = await acknowledged();
  await duty.post(`/api/v1/incidents/${id}/resolve`, { disposition: 'handled', victims: true, children: true });
  transactions.length = 0;
  await duty.post(`/api/v1/incidents/${id}/close`);
  const [closing] = transactions.filter((texts) => texts.some((text) => text.includes('care.hand_overs')));
  const ofCare = closing?.filter(
    (text) =>
      (text.includes('care.') && !text.includes('care.hand_overs') && !text.includes('care.welfare_checks')) ||
      text.includes('service.agency_id = ANY'),
  );
  // Whether cases are open; who is at the centre; people and cases. Entries go with the audit, before the commit.
  const begun = ofCare?.filter((text) => !text.startsWith('WITH "'));
  expect(begun?.map((text) => text.slice(0, 60))).toHaveLength(3);
  expect(ofCare).toHaveLength(4);
  expect(closing?.at(-1)).toContain('care.case_timeline');
});

test('resolved as handed to care, the case is there at once, and closing opens no second one', async () => {
  const { id, code } = await acknowledged();
  await end(id, { disposition: 'handed-to-care' });
  const [before] = await system.until(async () => {
    const found = await casesOf(worker, code);
    return found.length > 0 ? found : undefined;
  });
  expect((await duty.post(`/api/v1/incidents/${id}/close`)).status).toBe(200);
  expect((await casesOf(worker, code)).map((one) => one.id)).toEqual([before?.id]);
  // A child that is known only now has a case of its own.
  const again = await acknowledged();
  await end(again.id, { disposition: 'handed-to-care' }, { children: true });
  expect((await casesOf(worker, again.code)).map(({ concern }) => concern).sort()).toEqual(['child', 'victim']);
});

test('an incident that was reopened and ended again joins the case that is open', async () => {
  const { id, code } = await acknowledged();
  await end(id, { disposition: 'handled' }, {});
  await duty.post(`/api/v1/incidents/${id}/reopen`, { reason: 'ยังไม่จบ' });
  await end(id, { disposition: 'handled' }, {});
  const [only, ...others] = await casesOf(worker, code);
  expect(others).toEqual([]);
  const kinds = (await detail(worker, only?.id ?? '')).body.timeline.map(({ kind }) => kind);
  // Whether the reporter has been told by now, and a worker named, is the jobs' affair.
  expect(kinds.filter((kind) => !kind.startsWith('reporter-') && kind !== 'suggested')).toEqual([
    'registered',
    'joined',
  ]);
});

test('where nobody of the centre can accept it, the province has it at once, once, and the timeline says so', async () => {
  const { id, code } = await anIncident(system)
    .reportedAt(PLACES.wangThong)
    .acknowledgedBy(await system.officer('commander'))
    .happens();
  const commander = await system.officer('commander');
  await commander.post(`/api/v1/incidents/${id}/resolve`, { disposition: 'handled' });
  expect((await commander.post(`/api/v1/incidents/${id}/close`)).status).toBe(200);
  const office = await system.officer('social-office');
  const [one, ...others] = await casesOf(office, code, 'waiting');
  expect(others).toEqual([]);
  expect(one?.agency.nameTh).toContain('พิษณุโลก');
  const { timeline } = (await detail(office, one?.id ?? '')).body;
  expect(timeline.map(({ kind }) => kind).slice(0, 2)).toEqual(['registered', 'passed-to-province']);
  expect(timeline[1]?.details).toMatchObject({ why: 'nobody-there' });
  // The worker of another centre neither sees it nor learns of it.
  expect(await casesOf(worker, code)).toEqual([]);
  expect(await detail(worker, one?.id ?? '')).toMatchObject({ status: 404, body: { code: 'case/not-found' } });
});

test('two workers accept at once: one has it, the other is told who', async () => {
  const second = await system.officer('caseworker2');
  const { id, code } = await acknowledged();
  await end(id, { disposition: 'handled' }, {});
  const [one] = await casesOf(worker, code);
  const answers = await Promise.all(
    [worker, second].map((each) => each.post<{ code?: string }>(`/api/v1/cases/${one?.id}/accept`)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const loser = answers.find(({ status }) => status === 409);
  expect(loser?.body).toMatchObject({ code: 'case/already-accepted', params: { name: expect.any(String) } });
});

test('police see no case, and from whom the incident is withheld sees none either', async () => {
  const { id, code } = await acknowledged();
  await end(id, { disposition: 'handled' }, {});
  const [one] = await casesOf(worker, code);
  expect((await duty.get('/api/v1/cases')).status).toBe(403);
  expect((await duty.get(`/api/v1/incidents/${id}/in-care`)).body).toEqual({ inCare: true, socialWorker: null });
  expect((await duty.get(`/api/v1/cases/${one?.id}`)).status).toBe(403);
  const me = (await worker.get<{ id: string }>('/api/v1/me')).body.id;
  const commander = await system.officer('commander');
  await commander.post(`/api/v1/incidents/${id}/conflicts`, { personId: me, kind: 'named', reason: 'ญาติ' });
  expect(await casesOf(worker, code)).toEqual([]);
  expect(await detail(worker, one?.id ?? '')).toMatchObject({ status: 404, body: { code: 'case/not-found' } });
});

test('an open console of the centre learns of a case by its id only', async () => {
  const events: LiveEvent[] = [];
  const stream = await fetch(`${system.url}/api/v1/live`, { headers: { cookie: worker.cookie } });
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  const { id, code } = await acknowledged();
  await end(id, { disposition: 'handled' }, {});
  const [one] = await casesOf(worker, code);
  let text = '';
  while (!text.includes(one?.id ?? 'none')) text += (await reader?.read())?.value ?? '';
  await reader?.cancel();
  for (const [, data = ''] of text.matchAll(/^data: (\{.*\})$/gm)) events.push(JSON.parse(data));
  expect(events).toContainEqual({ event: 'case-changed', caseId: one?.id });
  expect(text).not.toContain(code);
  const numbers = await getRow(system.owner, sql<{ n: number }>`SELECT count(*)::int AS n FROM care.cases`);
  expect(numbers.n).toBeGreaterThan(5);
});
