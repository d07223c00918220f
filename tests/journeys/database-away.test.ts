import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { rows, sql } from '../../server/platform/database/database.ts';
import { until } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem({ breakable: true });
const { wire } = system;
if (!wire) throw new Error('a wire was asked for');
const officer = await system.officer('duty1');

async function reportFrom(name: string) {
  const phone = system.line.phone(name);
  await phone.sendText('โดนทำร้าย');
  await phone.sendLocation({ lat: 16.82, lng: 100.265 });
  await phone.waitForMessage('เลขที่ ES-');
  return phone;
}

type Said = { status: number; retryAfter: string | null; code: string; title: string };

async function ask(path: string, init: RequestInit = {}): Promise<Said> {
  const answer = await fetch(`${system.url}${path}`, {
    ...init,
    headers: { cookie: officer.cookie, 'content-type': 'application/json', ...init.headers },
  });
  const { code, title } = (await answer.json()) as { code: string; title: string };
  return { status: answer.status, retryAfter: answer.headers.get('retry-after'), code, title };
}

test('while the database is away everything says so, nobody is signed out, and afterwards all goes on', async () => {
  const live = officer.follow((await officer.queue()).cursor);
  await reportFrom('ผู้แจ้งก่อนดับ');
  const { id } = await officer.sees();
  await live.waitFor((event) => event.event === 'incident-changed' && event.incident.id === id);
  wire.goDown();
  const away = { status: 503, retryAfter: '2', code: 'server/database-unavailable' };
  const thai = expect.stringContaining('ยังไม่ได้บันทึก');
  const password = { email: 'duty1@demo.ess.example', password: 'x' };
  const post = (body: unknown) => ({ method: 'POST', body: JSON.stringify(body) });
  const answers = await Promise.all([
    ask('/api/v1/incidents'),
    ask('/api/v1/incidents', { headers: { 'accept-language': 'en' } }),
    ask(`/api/v1/incidents/${id}/acknowledge`, post({ etaMinutes: 5 })),
    ask('/api/auth/sign-in/email', post(password)),
    ask('/api/auth/get-session'),
    ask('/api/v1/live'),
  ]);
  expect(answers).toMatchObject([
    { ...away, title: thai },
    { ...away, title: expect.stringContaining('Nothing was saved') },
    away,
    away,
    away,
    away,
  ]);
  expect((await fetch(`${system.url}/readyz`)).status).toBe(503);

  // LINE is told no, and delivers again.
  system.line.faults.set({ redelivery: true });
  const late = system.line.phone('ผู้แจ้งขณะดับ');
  await late.sendText('โดนทำร้าย');
  expect(system.line.webhooks.deliveries.at(-1)).toMatchObject({ outcome: 'error_status_code', statusCode: 503 });

  wire.heal();
  await until(async () => ((await fetch(`${system.url}/readyz`)).status === 200 ? true : undefined));
  await late.waitForMessage('ส่งตำแหน่ง');
  expect(await officer.post(`/api/v1/incidents/${id}/acknowledge`, { etaMinutes: 5 })).toMatchObject({ status: 200 });
  // The stream that was open all the time hears of it.
  await live.waitFor((event) => event.event === 'incident-changed' && event.incident.id === id);
});

test('a commit that nobody heard of is said as that, and the same press again is done once', async () => {
  const phone = await reportFrom('ผู้แจ้งกลางคัน');
  const { id } = await officer.sees(({ status }) => status === 'open');
  const key = randomUUID();
  const press = () =>
    fetch(`${system.url}/api/v1/incidents/${id}/acknowledge`, {
      method: 'POST',
      headers: { cookie: officer.cookie, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ etaMinutes: 7 }),
    });
  wire.breakAt('COMMIT', 'reaches-the-server', key);
  const first = await press();
  expect(first.status).toBe(503);
  expect(first.headers.get('retry-after')).toBe('2');
  expect(await first.json()).toMatchObject({
    code: 'server/outcome-unknown',
    title: expect.stringContaining('ไม่ทราบว่า'),
  });
  const second = await press();
  expect(second.status).toBe(200);
  expect(await second.json()).toMatchObject({ incident: { status: 'acknowledged' } });
  const acts = await rows(
    system.owner,
    sql`SELECT 1 FROM incident.timeline WHERE incident_id = ${id} AND kind = 'acknowledged'`,
  );
  expect(acts).toHaveLength(1);
  // What followed from the commit follows, though the process that made it never heard of it.
  await phone.waitForMessage('7 นาที');
});
