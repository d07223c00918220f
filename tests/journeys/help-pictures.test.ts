import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { HelpChanged, HelpDraft } from '../../contract/help-api.ts';
import type { HelpLinkView } from '../../contract/help-link.ts';
import { type HelpPictureKind, type HelpPictures, MOST_HELP_PICTURES } from '../../contract/help-pictures.ts';
import type { Problem } from '../../contract/problem.ts';
import { forgetRequests } from '../../server/capabilities/help/commands/forget-requests.ts';
import { createRequestLinks } from '../../server/capabilities/help/request-link.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { aHelpForm, aHelpRequest } from '../support/a-help-request.ts';
import { getDemoPerson } from '../support/alarm.ts';
import type { Officer } from '../support/officer.ts';
import { conversationOn } from '../support/phone-conversation.ts';
import { aPhoto, CAMERA } from '../support/reporter-files.ts';
import { openRoles } from '../support/role-databases.ts';
import { openTestSystem } from '../support/test-system.ts';

// Pictures of a request: what they are for is burnt in, each look is recorded, and each sees no more than they need.

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const [volunteer, other, leader, worker, duty] = (await Promise.all(
  ['volunteer', 'volunteer2', 'volunteer-leader', 'caseworker', 'duty1'].map((name) => system.officer(name)),
)) as [Officer, Officer, Officer, Officer, Officer];
const photo = await aPhoto();

type Added = { status: number; body: Partial<Problem> & { id?: string } };
async function send(path: string, headers: Record<string, string>, bytes = photo): Promise<Added> {
  const answer = await fetch(system.url + path, {
    method: 'POST',
    headers: { 'content-type': 'image/jpeg', 'idempotency-key': randomUUID(), ...headers },
    body: new Uint8Array(bytes),
  });
  return { status: answer.status, body: (await answer.json()) as Added['body'] };
}
const add = (by: Officer, id: string, kind: HelpPictureKind, bytes = photo) =>
  send(`/api/v1/help-requests/${id}/pictures?kind=${kind}`, { cookie: by.cookie }, bytes);
const listed = (by: Officer, id: string) => by.get<HelpPictures>(`/api/v1/help-requests/${id}/pictures`);
const picturesOf = async (by: Officer, id: string) => (await listed(by, id)).body.pictures;
const kindsOf = async (by: Officer, id: string) => (await picturesOf(by, id)).map(({ kind }) => kind);
const open = (by: Officer, url: string | undefined) => fetch(system.url + url, { headers: { cookie: by.cookie } });
async function ask(path: string, body: object) {
  const answer = await fetch(`${system.url}/api/v1/help-link/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as HelpLinkView & Pick<Problem, 'code'> };
}
const audited = async (id: string, action: string) =>
  (
    await rows(
      db,
      sql<{
        details: object;
      }>`SELECT details FROM audit.entries WHERE subject_id = ${id} AND action = ${action} ORDER BY at`,
    )
  ).map(({ details }) => details);

/** A neighbour's request that a volunteer is writing. */
let made = 0;
async function aDraft(): Promise<HelpDraft> {
  made += 1;
  const twelve = `4${String(made).padStart(11, '0')}`;
  const sum = [...twelve].reduce((total, digit, place) => total + Number(digit) * (13 - place), 0);
  const idNumber = twelve + ((11 - (sum % 11)) % 10);
  const form = aHelpForm({ person: { ...aHelpForm().person, idNumber } });
  const { status, body } = await volunteer.post<HelpDraft>('/api/v1/help-drafts', { danger: 'no', form });
  expect(status).toBe(200);
  return body;
}

test('a volunteer adds pictures to what they write; sent, they see none of them, the leader the house, the office all, each look recorded', async () => {
  const { id } = await aDraft();
  for (const kind of ['home-outside', 'id-card', 'bank-book', 'problem'] as const)
    expect((await add(volunteer, id, kind)).status).toBe(200);
  expect(await kindsOf(volunteer, id)).toEqual(['home-outside', 'id-card', 'bank-book', 'problem']);
  expect((await listed(other, id)).body).toMatchObject({ code: 'help/not-found' });
  expect((await add(other, id, 'other')).body.code).toBe('help/not-found');
  expect((await listed(worker, id)).body).toMatchObject({ code: 'help/not-found' });
  const own = await picturesOf(volunteer, id);
  expect(own.every(({ isOwn }) => isOwn)).toBe(true);
  const card = own.find(({ kind }) => kind === 'id-card');
  expect((await open(volunteer, card?.url)).status).toBe(200);

  expect((await volunteer.post<HelpChanged>(`/api/v1/help-drafts/${id}/submit`, {})).body.status).toBe('submitted');
  expect(await picturesOf(volunteer, id)).toEqual([]);
  expect((await open(volunteer, card?.url)).status).toBe(404);
  expect((await add(volunteer, id, 'other')).body.code).toBe('help/change-not-allowed');
  expect((await volunteer.post(`/api/v1/help-drafts/${id}/pictures/${card?.id}/remove`, {})).body).toMatchObject({
    code: 'help/change-not-allowed',
  });
  expect(await kindsOf(leader, id)).toEqual(['home-outside', 'problem']);
  expect((await open(leader, card?.url)).status).toBe(404);
  expect((await add(leader, id, 'other')).body.code).toBe('help/not-found');
  expect((await kindsOf(worker, id)).toSorted()).toEqual(['bank-book', 'home-outside', 'id-card', 'problem']);
  const [seen] = await picturesOf(worker, id);
  const opened = await open(worker, seen?.url);
  expect([opened.status, opened.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  // Somebody else's link opens nothing, also for whoever may see the picture.
  expect((await open(leader, seen?.url)).status).toBe(404);
  expect(await audited(id, 'help/view-picture')).toMatchObject([{ pictureId: card?.id }, { pictureId: seen?.id }]);
  expect((await audited(id, 'help/view-pictures')).length).toBeGreaterThan(2);
  expect(await audited(id, 'help/picture-added')).toHaveLength(4);
});

test('what is stored has its purpose in its pixels, neither camera nor place, and is stored once', async () => {
  const { id } = await aDraft();
  const key = randomUUID();
  const once = () =>
    send(`/api/v1/help-requests/${id}/pictures?kind=home-inside`, {
      cookie: volunteer.cookie,
      'idempotency-key': key,
    });
  const first = await once();
  expect((await once()).body).toEqual(first.body);
  const [stored, ...more] = await picturesOf(volunteer, id);
  expect(more).toEqual([]);
  const bytes = Buffer.from(await (await open(volunteer, stored?.url)).arrayBuffer());
  expect(bytes.includes(CAMERA)).toBe(false);
  // Sent as plain teal; the strip below is light with dark letters, and its text names this request.
  const { width = 0, height = 0 } = await sharp(bytes).metadata();
  expect(height).toBeGreaterThan(Math.round((width * 60) / 40) + 20);
  const strip = await sharp(bytes)
    .extract({ left: 0, top: height - 20, width, height: 20 })
    .stats();
  expect(strip.channels[0]?.max).toBeGreaterThan(230);
  const elsewhere = await aDraft();
  await add(volunteer, elsewhere.id, 'home-inside');
  const [same] = await picturesOf(volunteer, elsewhere.id);
  const others = Buffer.from(await (await open(volunteer, same?.url)).arrayBuffer());
  expect(others.equals(bytes)).toBe(false);
});

test('too many, no picture, an unknown kind and nobody’s: each is refused with its code, and nothing is stored', async () => {
  const { id } = await aDraft();
  expect((await add(volunteer, id, 'other', Buffer.from('no picture'))).body.code).toBe('file/picture-unreadable');
  expect((await add(volunteer, id, 'nothing' as HelpPictureKind)).status).toBe(400);
  expect((await add(duty, id, 'other')).body.code).toBe('access/not-permitted');
  expect((await add(volunteer, id, 'other', Buffer.alloc(9 * 1024 * 1024))).status).toBe(413);
  expect(await picturesOf(volunteer, id)).toEqual([]);
  const { personId } = await getDemoPerson(system, 'volunteer');
  await sql`INSERT INTO help.pictures (id, request_id, kind, attachment_id, by_person_id, added_at)
    SELECT gen_random_uuid(), ${id}, 'other', gen_random_uuid(), ${personId}, now() FROM generate_series(1, ${MOST_HELP_PICTURES - 1})`.execute(
    db,
  );
  // Two at once: one is the last.
  const both = await Promise.all([add(volunteer, id, 'other'), add(volunteer, id, 'other')]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(both.find(({ status }) => status === 409)?.body).toMatchObject({
    code: 'help/too-many-pictures',
    params: { most: MOST_HELP_PICTURES },
  });
  const [last] = (await picturesOf(volunteer, id)).slice(-1);
  const removed = await volunteer.post(`/api/v1/help-drafts/${id}/pictures/${last?.id}/remove`, {});
  expect(removed.status).toBe(200);
  expect((await volunteer.post(`/api/v1/help-drafts/${id}/pictures/${last?.id}/remove`, {})).body).toMatchObject({
    code: 'help/picture-not-found',
  });
  expect(await audited(id, 'help/picture-removed')).toHaveLength(1);
  expect((await add(volunteer, id, 'other')).status).toBe(200);
});

test('the person adds, sees and takes away their own by the link, while they may write; the office’s are not theirs', async () => {
  const conversation = conversationOn(system.line.phone('ผู้ขอกับรูป'));
  await conversation.say('ขอความช่วยเหลือ ไม่ฉุกเฉิน', 'อยู่ในอันตรายไหม');
  await conversation.tap('ไม่มี ไปกรอกคำขอ', 'กรอกคำขอที่ปุ่มด้านล่าง');
  const token =
    conversation.phone
      .messages()
      .flatMap((message) => JSON.stringify(message).match(/\/request\/#([^"\\]+)/)?.[1] ?? [])
      .at(-1) ?? '';
  const [id = ''] = token.split('.');
  const withLink = (path = id, held = token, bytes = photo) =>
    send(`/api/v1/help-link/${path}/pictures?kind=home-registration`, { 'x-help-link': held }, bytes);
  const first = await withLink();
  expect(first.status).toBe(200);
  expect((await withLink(id, 'x.y.z')).body.code).toBe('help/link-not-valid');
  const elsewhere = await aHelpRequest(db, { status: 'draft' });
  expect((await withLink(elsewhere)).body.code).toBe('help/link-not-valid');
  expect((await withLink(id, token, Buffer.from('x'))).body.code).toBe('file/picture-unreadable');
  const view = (await ask('open', { token })).body;
  expect(view.pictures).toEqual([{ id: first.body.id, kind: 'home-registration', addedAt: expect.any(String) }]);
  const seen = await fetch(`${system.url}/api/v1/help-link/picture`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, pictureId: first.body.id }),
  });
  expect([seen.status, seen.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  expect(await audited(id, 'help/view-picture')).toEqual([{ pictureId: first.body.id }]);
  const second = await withLink();
  const left = (await ask('remove-picture', { token, pictureId: second.body.id })).body;
  expect(left.pictures.map((one) => one.id)).toEqual([first.body.id]);

  // Sent: a link in other hands shows nothing any more. The office adds one, and it is sent back.
  await sql`UPDATE help.requests SET status = 'received', submitted_at = now(), received_at = now(), clock_from = now(),
    clock_days = 15, agency_id = (SELECT id FROM jurisdiction.agencies WHERE code = 'TC-650101') WHERE id = ${id}`.execute(
    db,
  );
  expect((await ask('open', { token })).body.pictures).toEqual([]);
  expect((await ask('picture', { token, pictureId: first.body.id })).body.code).toBe('help/picture-not-found');
  expect((await withLink()).body.code).toBe('help/change-not-allowed');
  expect((await add(worker, id, 'home-inside')).status).toBe(200);
  await sql`UPDATE help.requests SET status = 'returned-for-correction', returned_from = 'received' WHERE id = ${id}`.execute(
    db,
  );
  expect((await ask('open', { token })).body.pictures.map((one) => one.id)).toEqual([first.body.id]);
  const [, office] = await picturesOf(worker, id);
  expect(office).toMatchObject({ kind: 'home-inside', by: expect.anything() });
  expect((await ask('remove-picture', { token, pictureId: office?.id })).body.code).toBe('help/picture-not-found');
  // One link more of the same person is as good; one of ours for another request is not.
  const links = createRequestLinks('another secret', system.url);
  expect((await withLink(id, links.urlOf(id, system.clock.now()).split('#')[1] ?? '')).body.code).toBe(
    'help/link-not-valid',
  );
});

test('forgotten with the request: the row, and the file with the next sweep', async () => {
  const { service } = await openRoles(db);
  const { id } = await aDraft();
  await add(volunteer, id, 'family');
  const [{ file } = { file: '' }] = await rows(
    db,
    sql<{ file: string }>`SELECT attachment_id AS file FROM help.pictures WHERE request_id = ${id}`,
  );
  await sql`UPDATE help.requests SET updated_at = now() - interval '2 years' WHERE id = ${id}`.execute(db);
  await forgetRequests(system, service);
  expect(await rows(db, sql`SELECT 1 FROM help.pictures WHERE request_id = ${id}`)).toEqual([]);
  expect(await rows(db, sql`SELECT 1 FROM platform.attachments WHERE id = ${file}`)).toEqual([]);
});
