import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { CaseDetail } from '../../contract/case-api.ts';
import type { CasePictures, PictureKind } from '../../contract/case-pictures.ts';
import type { Problem } from '../../contract/problem.ts';
import { addDays, thaiDayOf } from '../../contract/thai-day.ts';
import { aCase } from '../support/a-case.ts';
import { getDemoPerson } from '../support/alarm.ts';
import type { Officer } from '../support/officer.ts';
import { aPhoto, CAMERA } from '../support/reporter-files.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem({ escalation: 'off' });
const worker = await system.officer('caseworker');
const second = await system.officer('caseworker2');
const duty = await system.officer('duty1');
const doctor = await system.officer('guest-hospital');
const workerId = (await getDemoPerson(system, 'caseworker')).personId;
const doctorId = (await getDemoPerson(system, 'guest-hospital')).personId;
const picture = await aPhoto();

const at = (id: string, rest = '') => `/api/v1/cases/${id}${rest}`;
async function add(
  officer: Officer,
  id: string,
  kind: PictureKind,
  { bytes = picture, key = randomUUID(), takenAt = system.clock.now() } = {},
) {
  const query = `kind=${kind}&happenedAt=${takenAt.toISOString()}`;
  const answer = await fetch(`${system.url}${at(id, `/pictures?${query}`)}`, {
    method: 'POST',
    headers: { cookie: officer.cookie, 'content-type': 'image/jpeg', 'idempotency-key': key },
    body: new Uint8Array(bytes),
  });
  return { status: answer.status, body: (await answer.json()) as Partial<Problem> & { id?: string } };
}
const picturesOf = async (officer: Officer, id: string) =>
  (await officer.get<CasePictures>(at(id, '/pictures'))).body.pictures;
const open = (officer: Officer, url: string) => fetch(system.url + url, { headers: { cookie: officer.cookie } });
const invite = async (id: string) => {
  const until = addDays(thaiDayOf(system.clock.now()), 30);
  const asked = { personId: doctorId, profession: 'doctor', sections: ['health'], until };
  const answer = await worker.post<{ id: string }>(at(id, '/team'), asked);
  expect(answer.status).toBe(200);
  return answer.body.id;
};

test('a worker’s picture is cleaned, stored once, stands in the timeline, and each look at it is recorded', async () => {
  const id = await aCase(system.owner, { status: 'assessing', workerId });
  const once = { key: randomUUID(), takenAt: system.clock.now() };
  const first = await add(worker, id, 'paper', once);
  expect(first.status).toBe(200);
  expect((await add(worker, id, 'paper', once)).body).toEqual(first.body);
  const [stored, ...others] = await picturesOf(worker, id);
  expect(others).toEqual([]);
  expect(stored).toMatchObject({ kind: 'paper', section: 'legal', by: { id: workerId } });
  const opened = await open(worker, stored?.url ?? '');
  expect([opened.status, opened.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  expect(Buffer.from(await opened.arrayBuffer()).includes(CAMERA)).toBe(false);
  // Somebody else's link opens nothing, also for whoever may see the picture.
  expect(await (await open(second, stored?.url ?? '')).json()).toMatchObject({ code: 'case/picture-not-found' });
  const { timeline } = (await worker.get<CaseDetail>(at(id))).body;
  expect(timeline).toMatchObject([{ kind: 'picture-added', by: { id: workerId }, details: { picture: 'paper' } }]);
  const { views } = (await worker.get<{ views: { view: string }[] }>(at(id, '/views'))).body;
  expect(views.map(({ view }) => view)).toEqual(expect.arrayContaining(['case/view-pictures', 'case/view-picture']));
});

test('an invited doctor sees and adds pictures of the section alone, until the invitation ends', async () => {
  const id = await aCase(system.owner, { status: 'assessing', workerId });
  await add(worker, id, 'paper');
  expect((await add(doctor, id, 'injury')).body.code).toBe('case/not-found');
  const memberId = await invite(id);
  expect((await add(doctor, id, 'injury')).status).toBe(200);
  expect((await add(doctor, id, 'paper')).body.code).toBe('access/not-permitted');
  const [seen, ...others] = await picturesOf(doctor, id);
  expect([seen?.kind, others]).toEqual(['injury', []]);
  expect((await picturesOf(worker, id)).map(({ kind }) => kind).toSorted()).toEqual(['injury', 'paper']);
  expect((await open(doctor, seen?.url ?? '')).status).toBe(200);
  expect((await worker.post(at(id, `/team/${memberId}/end`), {})).status).toBe(200);
  expect((await open(doctor, seen?.url ?? '')).status).toBe(404);
  expect((await doctor.get(at(id, '/pictures'))).body).toMatchObject({ code: 'case/not-found' });
});

test('nobody else adds or sees one, an ended case takes none, and what is no picture is refused whole', async () => {
  const id = await aCase(system.owner, { status: 'assessing', workerId });
  expect((await add(duty, id, 'paper')).body.code).toBe('access/not-permitted');
  expect((await add(worker, id, 'paper', { bytes: Buffer.from('no picture') })).body.code).toBe(
    'file/picture-unreadable',
  );
  expect((await add(worker, id, 'nothing' as PictureKind)).status).toBe(400);
  expect(await picturesOf(worker, id)).toEqual([]);
  const ended = await aCase(system.owner, { status: 'closed', workerId });
  expect((await add(worker, ended, 'paper')).body.code).toBe('case/change-not-allowed');
});
