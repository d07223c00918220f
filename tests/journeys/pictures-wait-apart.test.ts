import { randomUUID } from 'node:crypto';
import { type IncomingMessage, request } from 'node:http';
import { expect, test } from 'vitest';
import { sql } from '../../server/platform/database/database.ts';
import { aUnit, jobsFor, personIdOf } from '../support/a-unit.ts';
import { anIncident } from '../support/an-incident.ts';
import { type Officer, signIn } from '../support/officer.ts';
import { aPhoto } from '../support/reporter-files.ts';
import { openTestSystem } from '../support/test-system.ts';
import { listWorkers } from '../support/worker-pids.ts';

const system = await openTestSystem();
const duty = await system.officer('duty1');
const patrol = await system.officer('patrol1');
const partner = await system.officer('patrol2');
await sql`DELETE FROM units.members`.execute(system.owner);
const unit = await aUnit(await system.officer('superintendent'))
  .called('สาย 901')
  .with(await personIdOf(patrol))
  .serves();
const { id, phone } = await anIncident(system).acknowledgedBy(duty).happens();
await duty.post(`/api/v1/incidents/${id}/units`, { unitId: unit.id });
const jobId = (await jobsFor(duty, id))[0]?.id;
const photo = await aPhoto();

const path = () => `/api/v1/assignments/${jobId}/photos?happenedAt=${system.clock.now().toISOString()}`;
const send = async (officer: Officer): Promise<{ status: number; code?: string; retryAfter: string | null }> => {
  const answer = await fetch(system.url + path(), {
    method: 'POST',
    headers: { cookie: officer.cookie, 'content-type': 'image/jpeg', 'idempotency-key': randomUUID() },
    body: new Uint8Array(photo),
  });
  const { code } = (await answer.json()) as { code?: string };
  return { status: answer.status, retryAfter: answer.headers.get('retry-after'), ...(code !== undefined && { code }) };
};
const theWorker = () => listWorkers('clean-file')[0] as number;

test('while a picture is checked, signing in, the board, a call and a report in LINE go on', async () => {
  expect(await send(patrol)).toMatchObject({ status: 200 });
  const worker = theWorker();
  process.kill(worker, 'SIGSTOP');
  let opened = 0;
  const pictures = [1, 2, 3, 4, 5].map(() =>
    send(patrol).then((answer) => {
      opened += Number(answer.status === 200);
      return answer;
    }),
  );
  await phone.sendImage(photo);
  // One too many of one person is refused at once, and the phone sends it again.
  expect(await Promise.race(pictures)).toEqual({ status: 429, retryAfter: '5', code: 'request/too-many' });

  const again = await signIn(system.url, 'duty1@demo.ess.example');
  expect((await again.queue()).incidents.length).toBeGreaterThan(0);
  const clerk = await system.officer('centre191');
  expect((await clerk.post('/api/v1/phone-reports', { channel: '191', note: 'ช่วยด้วย' })).status).toBe(200);
  await anIncident(system).happens();
  expect(opened).toBe(0);

  process.kill(worker, 'SIGCONT');
  const statuses = (await Promise.all(pictures)).map(({ status }) => status);
  expect(statuses.sort()).toEqual([200, 200, 200, 200, 429]);
  const shown = async () => (await duty.detail(id)).messages.find(({ kind }) => kind === 'image')?.attachmentUrl;
  await expect.poll(shown).toBeTruthy();
  again.leave();
});

test('the process that checks pictures may die: its picture is checked by the next one, and the server stays', async () => {
  const worker = theWorker();
  process.kill(worker, 'SIGSTOP');
  const picture = send(patrol);
  process.kill(worker, 'SIGKILL');
  expect(await picture).toMatchObject({ status: 200 });
  expect(theWorker()).not.toBe(worker);
});

/** Announces eight megabytes and sends none of them. */
function onlyAnnounce(officer: Officer | undefined): Promise<{ status: number | undefined; code: string }> {
  const headers = {
    'content-type': 'image/jpeg',
    'content-length': 8_000_000,
    ...(officer && { cookie: officer.cookie }),
  };
  return new Promise((done, failed) => {
    const sending = request(system.url + path(), { method: 'POST', headers }, async (response: IncomingMessage) => {
      const parts: Buffer[] = [];
      for await (const part of response) parts.push(part as Buffer);
      done({ status: response.statusCode, code: JSON.parse(Buffer.concat(parts).toString()).code });
      sending.destroy();
    });
    sending.on('error', failed);
    sending.flushHeaders();
  });
}

test('an officer who may not send a picture to this job is refused before a byte of it is read', async () => {
  expect(await onlyAnnounce(undefined)).toEqual({ status: 401, code: 'access/not-signed-in' });
  expect(await onlyAnnounce(duty)).toEqual({ status: 403, code: 'access/not-permitted' });
  expect(await onlyAnnounce(partner)).toMatchObject({ status: 404, code: 'units/assignment-not-found' });
});

test('a file of somebody without a report is not fetched', async () => {
  const stranger = system.line.phone('Nok sends a file');
  await stranger.sendFile('a.bin', Buffer.alloc(2000));
  await stranger.waitForMessage('แจ้งเหตุ');
  const contents = () => system.line.outbound.filter(({ path: asked }) => asked.endsWith('/content')).length;
  const before = contents();
  // A picture is fetched: it may be all that they can send, and begins a report.
  await stranger.sendImage(photo);
  await expect.poll(contents).toBe(before + 1);
});
