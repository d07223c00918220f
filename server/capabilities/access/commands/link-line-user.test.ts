import { beforeAll, expect, test } from 'vitest';
import { rows, sql } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import { caller, enter, makePerson } from '#support/access-people';
import { createAccessServer, createTurnableClock } from '#support/access-server';
import { createTestDatabase } from '#support/test-database';

const { db } = await createTestDatabase();
const clock = createTurnableClock();
const server = await createAccessServer(db, { clock });
const email = 'officer@ess.example';
const send = (lineUserId: string, text: string | null) =>
  inTransaction(db, (work) => server.access.receiveFromStaff(work, { lineUserId, text }));
const account = async () => caller(server, await enter(server, email));
const wrongFor = (code: string) => String((Number(code) + 1) % 100_000_000).padStart(8, '0');

beforeAll(async () => {
  await makePerson(db, { email, role: 'duty-officer', agencyId: '01900000-0000-7000-8000-000000000001' }, clock.now());
});

test('a code sent from a chat links it, once; after unlinking, the chat is unknown again', async () => {
  const { get, post } = await account();
  const { code } = (await post('/api/v1/me/line-link/code')).json();
  expect(JSON.stringify(await rows(db, sql`SELECT code_hash FROM access.line_link_codes`))).not.toContain(code);
  expect(await send('U-officer', 'สวัสดี')).toContain('บัญชีของฉัน');
  expect(await send('U-officer', ` ${code.slice(0, 4)} ${code.slice(4)}`)).toContain('เชื่อมบัญชีเรียบร้อย');
  expect((await get('/api/v1/me/protection')).json().line).toMatchObject({ linkedAt: expect.any(String) });
  expect(await send('U-officer', 'ถึงแล้ว')).toBeUndefined();
  expect(await send('U-other', code)).toContain('ไม่ถูกต้อง');
  expect((await post('/api/v1/me/line-link/remove')).json()).toEqual({ done: true });
  expect((await post('/api/v1/me/line-link/remove')).json()).toMatchObject({ code: 'access/line-not-linked' });
  expect(await send('U-officer', null)).toContain('บัญชีของฉัน');
});

test('the actor of a linked chat has today’s permissions and no session; unlinked and disabled people have no actor', async () => {
  const find = (lineUserId: string) => inTransaction(db, (work) => server.access.findActorOfLineUser(work, lineUserId));
  const { post } = await account();
  await send('U-acts', (await post('/api/v1/me/line-link/code')).json().code);
  const actor = await find('U-acts');
  expect(actor).toMatchObject({ from: 'line-staff', sessionId: '', memberships: [{ role: 'duty-officer' }] });
  expect(actor?.permissions.has('incident:acknowledge')).toBe(true);
  expect(await find('U-nobody')).toBeUndefined();
  await sql`UPDATE access.memberships SET from_date = '2020-01-01', until_date = '2020-01-02'`.execute(db);
  expect(await find('U-acts')).toMatchObject({ memberships: [], permissions: new Set() });
  await sql`UPDATE access.memberships SET until_date = NULL`.execute(db);
  await sql`UPDATE access.users SET disabled_at = now() WHERE email = ${email}`.execute(db);
  expect(await find('U-acts')).toBeUndefined();
  await sql`UPDATE access.users SET disabled_at = NULL WHERE email = ${email}`.execute(db);
  await post('/api/v1/me/line-link/remove');
});

test('a code is valid for ten minutes', async () => {
  const { post } = await account();
  const { code } = (await post('/api/v1/me/line-link/code')).json();
  clock.turn(600_000);
  expect(await send('U-late', code)).toContain('หมดอายุ');
});

test('after five wrong codes a chat must wait, is told once, and even the right code is refused', async () => {
  const { post } = await account();
  const { code } = (await post('/api/v1/me/line-link/code')).json();
  for (let tried = 0; tried < 4; tried++) expect(await send('U-guess', wrongFor(code))).toContain('ไม่ถูกต้อง');
  expect(await send('U-guess', wrongFor(code))).toContain('ลองหลายครั้งเกินไป');
  expect(await send('U-guess', code)).toBeUndefined();
  expect(await send('U-officer', code)).toContain('เชื่อมบัญชีเรียบร้อย');
});

test('a LINE user belongs to one person, and to none when disabled', async () => {
  const second = await makePerson(db, {
    email: 'second@ess.example',
    role: 'duty-officer',
    agencyId: '01900000-0000-7000-8000-000000000001',
  });
  const theirs = caller(server, await enter(server, 'second@ess.example'));
  const { code } = (await theirs.post('/api/v1/me/line-link/code')).json();
  await send('U-officer', code);
  const links = await rows(db, sql`SELECT user_id AS "userId" FROM access.line_links WHERE line_user_id = 'U-officer'`);
  expect(links).toEqual([{ userId: second }]);
  await sql`UPDATE access.users SET disabled_at = now() WHERE id = ${second}`.execute(db);
  expect(await send('U-officer', 'มาแล้ว')).toContain('บัญชีของฉัน');
});
