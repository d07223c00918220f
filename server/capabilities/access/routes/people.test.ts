import { beforeAll, expect, test } from 'vitest';
import { listEntriesOf } from '#capabilities/audit';
import { rows, sql } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import { caller, enter, makePerson, PASSWORD } from '#support/access-people';
import { createAccessServer, createTurnableClock } from '#support/access-server';
import { createTestDatabase } from '#support/test-database';

const { db } = await createTestDatabase();
const clock = createTurnableClock();
const id = (n: number) => `01900000-0000-7000-8000-00000000000${n}`;
const [nation, province, station, neighbour] = [id(1), id(2), id(3), id(4)];
const tree = {
  [nation]: { kind: 'national-police' },
  [province]: { kind: 'provincial-police', parent: nation },
  [station]: { kind: 'station', parent: province },
  [neighbour]: { kind: 'station', parent: province },
};
const server = await createAccessServer(db, { clock, tree });
const NEW_PASSWORD = 'หน้าต่างสีเขียวสองบาน';
const admin = { email: 'admin@ess.example', id: '' };
const officer = { email: 'officer@ess.example', id: '' };
const tokenOf = (answer: { json(): { link: string } }) => answer.json().link.split('#')[1] ?? '';
const as = async (email: string) => caller(server, await enter(server, email));
const anybody = caller(server);

beforeAll(async () => {
  admin.id = await makePerson(db, { email: admin.email, role: 'administrator', agencyId: station });
  officer.id = await makePerson(db, { email: officer.email, role: 'duty-officer', agencyId: station });
  await makePerson(db, { email: 'top@ess.example', role: 'administrator', agencyId: nation });
  await makePerson(db, { email: 'beside@ess.example', role: 'duty-officer', agencyId: neighbour });
});

test('an invitation is accepted once, with a password that nobody else sees', async () => {
  const { post } = await as(admin.email);
  const offer = { email: 'New@ess.example', role: 'duty-officer', staffNumber: 'p-650001', untilDate: '2030-12-31' };
  const invited = await post(`/api/v1/agencies/${station}/invitations`, offer);
  expect(invited.json().link).toMatch(/^http:\/\/127\.0\.0\.1:4400\/console\/invitation#[\w-]{43}$/);
  const token = tokenOf(invited);
  expect(JSON.stringify(await rows(db, sql`SELECT * FROM access.invitations`))).not.toContain(token);
  expect((await anybody.post('/api/v1/invitations/preview', { token })).json()).toMatchObject({
    email: 'new@ess.example',
    agency: { id: station },
    role: 'duty-officer',
    hasAccount: false,
  });
  const accept = (password: string) =>
    anybody.post('/api/v1/invitations/accept', { token, name: 'ร.ต.ต. ใหม่ ขยัน', password });
  expect((await accept('new@ess.example1')).json()).toMatchObject({ code: 'access/password-guessable' });
  expect((await accept('short')).json()).toMatchObject({ code: 'access/password-unfit' });
  expect((await accept(NEW_PASSWORD)).json()).toEqual({ email: 'new@ess.example' });
  expect((await accept(NEW_PASSWORD)).json()).toMatchObject({ code: 'access/link-used', status: 409 });
  const bySign = await anybody.post('/api/auth/sign-in/email', { staffNumber: ' P-650001', password: NEW_PASSWORD });
  expect(bySign.json()).toMatchObject({ user: { email: 'new@ess.example' } });
  const { people, invitations } = (await (await as(admin.email)).get(`/api/v1/agencies/${station}/people`)).json();
  expect(people.map(({ email }: { email: string }) => email)).toContain('new@ess.example');
  expect(invitations).toMatchObject([{ state: 'accepted', role: 'duty-officer' }]);
  const [entry] = await listEntriesOf(db, { kind: 'invitation', id: invited.json().id });
  expect(entry).toMatchObject({ action: 'access/accept-invitation' });
});

test('an unknown staff number gets the same response as a wrong password', async () => {
  const unknown = await anybody.post('/api/auth/sign-in/email', { staffNumber: 'X-1', password: PASSWORD });
  const wrong = await anybody.post('/api/auth/sign-in/email', { email: officer.email, password: 'wrong-wrong' });
  expect(unknown.statusCode).toBe(401);
  expect(unknown.body).toBe(wrong.body);
});

test('an invitation ends after three days, when revoked, and when renewed', async () => {
  const { post } = await as(admin.email);
  const invite = () => post(`/api/v1/agencies/${station}/invitations`, { email: 'x@ess.example', role: 'patrol' });
  const preview = async (token: string) => (await anybody.post('/api/v1/invitations/preview', { token })).statusCode;
  const first = await invite();
  const renewed = await post(`/api/v1/invitations/${first.json().id}/renew`);
  expect([await preview(tokenOf(first)), await preview(tokenOf(renewed))]).toEqual([404, 200]);
  await post(`/api/v1/invitations/${first.json().id}/revoke`);
  expect(await preview(tokenOf(renewed))).toBe(404);
  const third = await invite();
  clock.turn(72 * 3_600_000 - 1);
  expect(await preview(tokenOf(third))).toBe(200);
  clock.turn(1);
  expect(await preview(tokenOf(third))).toBe(404);
});

test('nobody gives roles in other branches, roles of other kinds of agencies, or a role to themselves', async () => {
  const { post } = await as(admin.email);
  const invite = (agency: string, role: string) =>
    post(`/api/v1/agencies/${agency}/invitations`, { email: 'y@ess.example', role });
  for (const elsewhere of [neighbour, province, nation, id(9)]) {
    expect((await invite(elsewhere, 'duty-officer')).json()).toMatchObject({ code: 'jurisdiction/agency-not-found' });
  }
  for (const role of ['national-desk', 'province-commander', 'analyst', 'centre-191']) {
    expect((await invite(station, role)).json()).toMatchObject({ code: 'access/role-not-yours-to-give' });
  }
  const membership = { agencyId: station, role: 'superintendent' };
  expect((await post(`/api/v1/people/${admin.id}/memberships`, membership)).json()).toMatchObject({
    code: 'access/not-yourself',
  });
  const top = await as('top@ess.example');
  expect(
    (await top.post(`/api/v1/agencies/${province}/invitations`, { email: 'z@ess.example', role: 'analyst' }))
      .statusCode,
  ).toBe(200);
  const member = await as(officer.email);
  expect((await member.post(`/api/v1/agencies/${station}/invitations`, {})).json().code).toMatch(
    /request\/invalid|not-permitted/,
  );
  expect((await member.get(`/api/v1/agencies/${station}/people`)).json()).toMatchObject({
    code: 'access/not-permitted',
  });
  expect((await (await as(admin.email)).get(`/api/v1/agencies/${neighbour}/people`)).statusCode).toBe(404);
});

test('people of another branch do not exist, and people who also serve elsewhere cannot be changed', async () => {
  const both = await makePerson(db, { email: 'both@ess.example', role: 'duty-officer', agencyId: station });
  const top = await as('top@ess.example');
  await top.post(`/api/v1/people/${both}/memberships`, { agencyId: neighbour, role: 'duty-officer' });
  const { get, post } = await as(admin.email);
  for (const action of ['disable', 'enable', 'end-sessions', 'remove-second-factor', 'password-link']) {
    expect((await post(`/api/v1/people/${both}/${action}`)).json()).toMatchObject({
      code: 'access/person-serves-elsewhere',
    });
    expect((await post(`/api/v1/people/${id(9)}/${action}`)).json()).toMatchObject({ code: 'access/person-not-found' });
    expect((await post(`/api/v1/people/${admin.id}/${action}`)).json()).toMatchObject({ code: 'access/not-yourself' });
  }
  const { people } = (await get(`/api/v1/agencies/${station}/people`)).json();
  const shown = people.find((person: { id: string }) => person.id === both);
  expect(shown).toMatchObject({ servesElsewhere: true, memberships: [{ agency: { id: station } }] });
  expect(
    (await post(`/api/v1/memberships/${shown.memberships[0].id}/until`, { untilDate: '2020-01-02' })).statusCode,
  ).toBe(200);
  expect((await post(`/api/v1/people/${both}/disable`)).json()).toMatchObject({
    code: 'access/person-serves-elsewhere',
  });
});

test('a disabled person is signed out at once and stays out until enabled', async () => {
  const email = 'leaver@ess.example';
  const leaver = await makePerson(db, { email, role: 'duty-officer', agencyId: station });
  const theirs = await as(email);
  const { post } = await as(admin.email);
  expect((await post(`/api/v1/people/${leaver}/disable`)).json()).toEqual({ done: true });
  expect((await theirs.get('/api/v1/me')).statusCode).toBe(401);
  expect(await server.access.checkRevocations()).toBeDefined();
  const refused = await server.signIn(email, PASSWORD);
  const unknown = await server.signIn('nobody@ess.example', PASSWORD);
  expect(refused.body).toBe(unknown.body);
  await post(`/api/v1/people/${leaver}/enable`);
  await enter(server, email);
});

test('another process notices a disabled person at its next check, before its cache expires', async () => {
  const email = 'watched@ess.example';
  const watched = await makePerson(db, { email, role: 'duty-officer', agencyId: station });
  const elsewhere = await createAccessServer(db, { clock, tree });
  const cookie = await enter(server, email);
  expect(await elsewhere.access.authenticate(cookie, '127.0.0.1')).toBeDefined();
  await elsewhere.access.checkRevocations();
  await (await as(admin.email)).post(`/api/v1/people/${watched}/disable`);
  expect(await elsewhere.access.checkRevocations()).toBe(true);
  expect(await elsewhere.access.authenticate(cookie, '127.0.0.1')).toBeUndefined();
  expect(await elsewhere.access.checkRevocations()).toBe(false);
});

test('a forgotten password: a link sets a new one, once, within a day, and earlier sessions end', async () => {
  const theirs = await as(officer.email);
  const { post } = await as(admin.email);
  const token = tokenOf(await post(`/api/v1/people/${officer.id}/password-link`));
  const use = (password: string) => anybody.post('/api/v1/password-links/use', { token, password });
  expect((await use('officer@ess.example')).json()).toMatchObject({ code: 'access/password-guessable' });
  expect((await use(NEW_PASSWORD)).json()).toEqual({ email: officer.email });
  expect((await use(NEW_PASSWORD)).json()).toMatchObject({ code: 'access/link-not-valid' });
  expect((await theirs.get('/api/v1/me')).statusCode).toBe(401);
  expect((await server.signIn(officer.email, PASSWORD)).statusCode).toBe(401);
  await enter(server, officer.email, NEW_PASSWORD);
  const late = tokenOf(await post(`/api/v1/people/${officer.id}/password-link`));
  clock.turn(24 * 3_600_000);
  const tooLate = await anybody.post('/api/v1/password-links/use', { token: late, password: PASSWORD });
  expect(tooLate.json()).toMatchObject({ code: 'access/link-not-valid' });
});

test('a person with an account accepts an invitation signed in, and only their own', async () => {
  const { post } = await as(admin.email);
  const offer = { email: 'beside@ess.example', role: 'patrol' };
  const token = tokenOf(await post(`/api/v1/agencies/${station}/invitations`, offer));
  const asNew = { token, name: 'ใครก็ได้', password: NEW_PASSWORD };
  expect((await anybody.post('/api/v1/invitations/accept', asNew)).json()).toMatchObject({
    code: 'access/sign-in-to-accept',
  });
  expect((await post('/api/v1/me/invitations/accept', { token })).json()).toMatchObject({
    code: 'access/link-not-valid',
  });
  const beside = await as('beside@ess.example');
  expect((await beside.post('/api/v1/me/invitations/accept', { token })).statusCode).toBe(200);
  const { memberships } = (await beside.get('/api/v1/me')).json();
  expect(memberships.map(({ agency }: { agency: { id: string } }) => agency.id).sort()).toEqual([station, neighbour]);
});

/** A second administrator of the station for one test, and a function to remove the role again. */
async function anotherMaker() {
  const email = `maker${makers++}@ess.example`;
  const makerId = await makePerson(db, { email, role: 'administrator', agencyId: station });
  const top = await as('top@ess.example');
  const [membership] = await rows(
    db,
    sql<{ id: string }>`SELECT id FROM access.memberships WHERE user_id = ${makerId}`,
  );
  const until = (untilDate: string) => top.post(`/api/v1/memberships/${membership?.id}/until`, { untilDate });
  return { makerId, top, until, ...(await as(email)) };
}
let makers = 0;
const newcomer = (n: number) => ({ email: `newcomer${n}@ess.example`, role: 'duty-officer' });
const accept = (token: string) =>
  anybody.post('/api/v1/invitations/accept', { token, name: 'ร.ต.ต. ใหม่ ขยัน', password: NEW_PASSWORD });

test('an invitation ends when its maker is disabled or loses the role', async () => {
  const suspended = await anotherMaker();
  const first = tokenOf(await suspended.post(`/api/v1/agencies/${station}/invitations`, newcomer(1)));
  await suspended.top.post(`/api/v1/people/${suspended.makerId}/disable`);
  expect((await accept(first)).json()).toMatchObject({ code: 'access/link-not-valid' });

  const former = await anotherMaker();
  const second = tokenOf(await former.post(`/api/v1/agencies/${station}/invitations`, newcomer(2)));
  await former.until('2020-01-02');
  expect((await accept(second)).json()).toMatchObject({ code: 'access/link-not-valid' });
  const { invitations } = (await (await as(admin.email)).get(`/api/v1/agencies/${station}/people`)).json();
  const states = invitations.map(({ email, state }: { email: string; state: string }) => [email, state]);
  expect(states).toEqual(
    expect.arrayContaining([
      [newcomer(1).email, 'revoked'],
      [newcomer(2).email, 'revoked'],
    ]),
  );
});

test('a lost permission of the maker, by date or by another change, is found when the link is used', async () => {
  const maker = await anotherMaker();
  const token = tokenOf(await maker.post(`/api/v1/agencies/${station}/invitations`, newcomer(3)));
  const link = tokenOf(await maker.post(`/api/v1/people/${officer.id}/password-link`));
  await sql`UPDATE access.memberships SET from_date = '2020-01-01', until_date = '2020-01-02'
    WHERE user_id = ${maker.makerId}`.execute(db);
  for (const refused of [
    await anybody.post('/api/v1/invitations/preview', { token }),
    await accept(token),
    await anybody.post('/api/v1/password-links/use', { token: link, password: NEW_PASSWORD }),
  ]) {
    expect(refused.json()).toMatchObject({ code: 'access/link-maker-lost-right', status: 403 });
  }
  await server.access.tidy();
  expect((await accept(token)).json()).toMatchObject({ code: 'access/link-not-valid' });
  expect(
    (await anybody.post('/api/v1/password-links/use', { token: link, password: NEW_PASSWORD })).json(),
  ).toMatchObject({ code: 'access/link-not-valid' });
});

test('a password link ends when its person also serves outside the scope of its maker', async () => {
  const moved = await makePerson(db, { email: 'moved@ess.example', role: 'duty-officer', agencyId: station });
  const maker = await anotherMaker();
  const link = tokenOf(await maker.post(`/api/v1/people/${moved}/password-link`));
  await maker.top.post(`/api/v1/people/${moved}/memberships`, { agencyId: neighbour, role: 'duty-officer' });
  const use = await anybody.post('/api/v1/password-links/use', { token: link, password: NEW_PASSWORD });
  expect(use.json()).toMatchObject({ code: 'access/link-maker-lost-right' });
  await enter(server, 'moved@ess.example');
});

test('an address has one open invitation: a newer one, whoever makes it, replaces the last', async () => {
  const { post } = await as(admin.email);
  const offer = newcomer(4);
  const first = tokenOf(await post(`/api/v1/agencies/${station}/invitations`, offer));
  const top = await as('top@ess.example');
  const second = await top.post(`/api/v1/agencies/${neighbour}/invitations`, offer);
  expect((await accept(first)).json()).toMatchObject({ code: 'access/link-not-valid' });
  const both = await Promise.all([1, 2, 3].map(() => post(`/api/v1/agencies/${station}/invitations`, offer)));
  expect(both.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
  const renewed = await top.post(`/api/v1/invitations/${second.json().id}/renew`);
  const open = await rows(
    db,
    sql<{ id: string }>`SELECT id FROM access.invitations WHERE email = ${offer.email}
      AND accepted_at IS NULL AND revoked_at IS NULL`,
  );
  expect(open).toEqual([{ id: second.json().id }]);
  expect((await accept(tokenOf(renewed))).statusCode).toBe(200);
});

test('two at once: accepting waits while the maker is being disabled, and is refused', async () => {
  const maker = await anotherMaker();
  const token = tokenOf(await maker.post(`/api/v1/agencies/${station}/invitations`, newcomer(5)));
  let accepting: ReturnType<typeof accept> | undefined;
  await inTransaction(db, async (work) => {
    await sql`UPDATE access.users SET disabled_at = now() WHERE id = ${maker.makerId}`.execute(work.tx);
    accepting = accept(token);
    void accepting.then(() => undefined);
    for (;;) {
      const waiting = await rows(
        db,
        sql`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      if (waiting.length > 0) break;
    }
  });
  expect((await accepting)?.json()).toMatchObject({ code: 'access/link-maker-lost-right' });
});

test('after sixty invalid links an address must wait', async () => {
  const preview = () => anybody.post('/api/v1/invitations/preview', { token: 'x'.repeat(43) });
  for (let tried = 0; tried < 60; tried++) await preview();
  expect((await preview()).json()).toMatchObject({ code: 'request/too-many' });
});

test('sensitive actions on others require a recent proof', async () => {
  const { post } = await as(admin.email);
  clock.turn(10 * 60_000);
  for (const path of [`people/${officer.id}/disable`, `people/${officer.id}/password-link`]) {
    expect((await post(`/api/v1/${path}`)).json()).toMatchObject({ code: 'access/re-authentication-needed' });
  }
});
