import { createHash, createPublicKey, verify } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import type { Problem } from '../../contract/problem.ts';
import type {
  Certificate,
  CertificateSuggestions,
  Certificates,
  PublicCertificate,
  signingKeysSchema,
} from '../../contract/recognition.ts';
import { getRow, sql } from '../../server/platform/database/database.ts';
import { anIncident, type Happened } from '../support/an-incident.ts';
import type { Officer } from '../support/officer.ts';
import { readPdfText } from '../support/read-pdf-text.ts';
import { openTestSystem } from '../support/test-system.ts';

// Certificates over HTTP: proposed by one, approved by another, issued, checked by anybody, revoked.

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const [duty, patrol, boss, commander, centre] = [
  await system.officer('duty1'),
  await system.officer('patrol1'),
  await system.officer('superintendent'),
  await system.officer('commander'),
  await system.officer('centre191'),
];
const idOf = async (table: 'jurisdiction.agencies' | 'access.users', column: string, value: string) =>
  (await getRow(db, sql<{ id: string }>`SELECT id FROM ${sql.table(table)} WHERE ${sql.ref(column)} = ${value}`)).id;
const [station, province] = [
  await idOf('jurisdiction.agencies', 'code', 'PS65003'),
  await idOf('jurisdiction.agencies', 'code', 'PP-65'),
];
const personOf = (name: string) => idOf('access.users', 'email', `${name}@demo.ess.example`);
const NAME = 'นางสาวน้ำผึ้ง ปู่ฐานันดร์';
const consent = { on: '2026-11-20', kept: 'แฟ้ม ก. หน้า 3' };
const SIGNERS = [
  { name: 'นายสมหมาย ตัวอย่าง', position: 'ผู้ว่าราชการจังหวัด' },
  { name: 'พ.ต.อ.สมมติ ตัวอย่าง', position: 'ผู้บังคับการตำรวจภูธรจังหวัด' },
];
let closed: Happened;
const aProposal = (but: object = {}, person: object = {}) => ({
  ...{ agencyId: province, kind: 'citizen', citation: 'good-citizen', incidentId: closed.id },
  ...{ givenOn: '2026-11-28', signers: SIGNERS, people: [{ name: NAME, consent, ...person }] },
  ...but,
});
const propose = (by: Officer, but: object = {}, person: object = {}) =>
  by.post<{ ids: string[] } & Problem>('/api/v1/certificates', aProposal(but, person));
const step = (by: Officer, name: string, ids: string[], body: object = {}) =>
  by.post<Problem>(`/api/v1/certificates/${name}`, { ids, ...body });
const read = async (by: Officer, id: string) => (await by.get<Certificate>(`/api/v1/certificates/${id}`)).body;
const anIssued = async (person: object = {}) => {
  const [id = ''] = (await propose(boss, {}, person)).body.ids;
  expect(await step(commander, 'approve', [id])).toMatchObject({ status: 200 });
  expect(await step(commander, 'issue', [id])).toMatchObject({ status: 200 });
  return read(boss, id);
};
const publicPage = async (serial: string, special: RequestInit = {}) => {
  const answer = await fetch(`${system.url}/v/${serial}`, special);
  return { status: answer.status, headers: answer.headers, html: await answer.text() };
};
const fetchJson = async <Body>(path: string): Promise<Body> => (await fetch(`${system.url}${path}`)).json() as Body;
const publicJson = (serial: string) => fetchJson<PublicCertificate>(`/v/${serial}.json`);

beforeAll(async () => {
  closed = await anIncident(system).acknowledgedBy(duty).assignedBy(duty).resolvedBy(duty).closedBy(duty).happens();
});

test('proposed by one, approved by another, issued with a number and a signature, checked by anybody, revoked', async () => {
  const proposed = await propose(boss, {}, { shown: 'name' });
  expect(proposed.status).toBe(200);
  const [id = ''] = proposed.body.ids;
  expect(await step(commander, 'issue', [id])).toMatchObject({ status: 409 });
  // The station proposes, the province gives: in its name nobody else does.
  expect(await step(boss, 'issue', [id])).toMatchObject({ status: 403 });
  expect(await step(commander, 'approve', [id])).toMatchObject({ status: 200 });
  expect(await step(commander, 'issue', [id])).toMatchObject({ status: 200 });
  const issued = await read(boss, id);
  expect(issued).toMatchObject({ status: 'issued', incident: { code: closed.code }, checkedTimes: 0 });
  expect(issued.number).toMatch(/^\d+\/2569$/);
  const serial = issued.serial ?? '';

  // The paper: the name with its marks, Thai digits, and nothing of the incident.
  const pdf = await fetch(`${system.url}/api/v1/certificates/print?ids=${id}`, { headers: { cookie: boss.cookie } });
  expect(pdf.headers.get('content-type')).toBe('application/pdf');
  const text = readPdfText(new Uint8Array(await pdf.arrayBuffer())).replace(/\s/g, '');
  for (const part of [NAME, 'ใบประกาศเกียรติคุณ', 'พฤศจิกายนพุทธศักราช๒๕๖๙', '๒๕๖๙', ...SIGNERS.map((one) => one.name)])
    expect(text).toContain(part.replace(/\s/g, ''));
  expect(text).not.toContain(closed.code);

  const shown = await publicPage(serial);
  expect(shown.status).toBe(200);
  expect(shown.html).toContain('ใบนี้เป็นของจริง');
  expect(shown.html).toContain(NAME);
  expect(shown.headers.get('x-robots-tag')).toContain('noindex');
  expect(shown.headers.get('cache-control')).toBe('no-store');
  for (const secret of [closed.code, closed.id, 'ข่มขู่', consent.kept]) expect(shown.html).not.toContain(secret);

  // Anybody can check the signature without us, and each letter counts.
  const { document, signature, keyId, disclosed } = await publicJson(serial);
  const { keys } = await fetchJson<z.infer<typeof signingKeysSchema>>('/v/keys.json');
  const key = createPublicKey(keys.find((one) => one.keyId === keyId)?.publicKey ?? '');
  const isSigned = (said: string) => verify(null, Buffer.from(said), key, Buffer.from(signature ?? '', 'base64url'));
  expect(isSigned(document ?? '')).toBe(true);
  expect(isSigned((document ?? '').replace('2026', '2025'))).toBe(false);
  const digest = createHash('sha256').update(JSON.stringify(disclosed?.content)).digest('base64url');
  expect(JSON.parse(document ?? '').holder).toBe(digest);
  expect(document).not.toContain(closed.id);
  expect(document).not.toContain('ปู่ฐานันดร์');

  expect((await commander.post(`/api/v1/certificates/${id}/revoke`, { reason: 'wrong-details' })).status).toBe(200);
  expect((await publicPage(serial)).html).toContain('ใบนี้ถูกเพิกถอนแล้ว');
  expect((await publicJson(serial)).state).toBe('revoked');
  expect((await boss.get(`/api/v1/certificates/print?ids=${id}`)).status).toBe(409);
  expect((await read(boss, id)).checkedTimes).toBe(4);
});

test('who proposed it can not approve it, nor who gets it; whoever is late learns who was faster', async () => {
  const [id = ''] = (await propose(commander)).body.ids;
  expect(await step(commander, 'approve', [id])).toMatchObject({
    ...{ status: 403, body: { code: 'recognition/self-approval' } },
  });
  const forBoss = { personId: await personOf('commander'), role: 'commander', consent: null };
  const [own = ''] = (await propose(boss, { kind: 'officer', citation: 'duty-well-done' }, forBoss)).body.ids;
  expect(await step(commander, 'approve', [own])).toMatchObject({ status: 403 });
  const [free = ''] = (await propose(boss)).body.ids;
  expect(await step(commander, 'decline', [free], { reason: 'ชื่อไม่ครบ' })).toMatchObject({ status: 200 });
  const late = await step(commander, 'approve', [free]);
  expect(late).toMatchObject({ status: 409, body: { code: 'recognition/changed-meanwhile' } });
  expect(late.body.detail).toContain('ไม่อนุมัติ');
});

test('a citizen gets one only after the incident is closed, on their written consent, and never for an exercise', async () => {
  const open = await anIncident(system).happens();
  expect(await propose(boss, { incidentId: open.id })).toMatchObject({
    ...{ status: 422, body: { code: 'recognition/incident-not-closed' } },
  });
  expect(await propose(boss, { incidentId: null })).toMatchObject({
    ...{ status: 422, body: { code: 'recognition/incident-needed' } },
  });
  expect(await propose(boss, {}, { consent: null })).toMatchObject({
    ...{ status: 422, body: { code: 'recognition/consent-needed' } },
  });
  expect(await propose(boss, { citation: 'duty-well-done' })).toMatchObject({ status: 422 });
  await sql`UPDATE incident.incidents SET is_exercise = true WHERE id = ${open.id}`.execute(db);
  expect(await propose(boss, { incidentId: open.id })).toMatchObject({
    ...{ status: 422, body: { code: 'recognition/incident-not-real' } },
  });
});

test('private by default: the page names nobody, and tells whoever holds the paper whether its name is right', async () => {
  const { serial: of, id } = await anIssued();
  const serial = of ?? '';
  const { html } = await publicPage(serial.toLowerCase());
  expect(html).toContain('ผู้รับไม่เปิดเผยชื่อ');
  expect(html).not.toContain('น้ำผึ้ง');
  expect((await publicJson(serial)).disclosed).toBeNull();
  const ask = (name: string) =>
    publicPage(serial, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ name }),
    });
  expect((await ask(NAME.replace(' ', '  '))).html).toContain('ชื่อตรงกับใบนี้');
  expect((await ask('นางสาวน้ำผึ้ง ปู่ฐานันด')).html).toContain('ชื่อไม่ตรงกับใบนี้');
  // By a new consent of the holder initials are shown, and the signature is still the same.
  const shown = await boss.post(`/api/v1/certificates/${id}/shown`, { shown: 'initials', consent });
  expect(shown.status).toBe(200);
  const after = await publicPage(serial);
  expect(after.html).toContain('น.ป.');
  expect(after.html).not.toContain('น้ำผึ้ง');
  expect((await publicJson(serial)).state).toBe('valid');
});

test('one letter changed in the database, and the page says not to trust it; an unknown serial is unknown', async () => {
  const { serial: of, id } = await anIssued({ shown: 'name' });
  const serial = of ?? '';
  await sql`UPDATE recognition.certificates SET name = ${NAME.replace('ผึ้ง', 'ผึง')} WHERE id = ${id}`.execute(db);
  const { html } = await publicPage(serial);
  expect(html).toContain('ข้อมูลไม่ตรงกับลายเซ็น');
  expect(html).not.toContain('ผึง');
  expect((await publicJson(serial)).state).toBe('altered');
  const unknown = await publicPage('0000-0000-0000');
  expect(unknown).toMatchObject({ status: 404 });
  expect(unknown.html).toContain('ไม่พบใบนี้');
  expect((await publicPage('%3Cscript%3E')).html).not.toContain('<script>');
});

test('officers are suggested from who took part, each once; a reporter never is, and a silent one is marked', async () => {
  const { id, code: incidentCode } = await anIncident(system)
    .silent()
    .acknowledgedBy(duty)
    .resolvedBy(duty)
    .closedBy(duty)
    .happens();
  const of = `/api/v1/incidents/${id}/certificate-suggestions`;
  const suggested = (await boss.get<CertificateSuggestions>(of)).body;
  expect(suggested.citizen).toBe('silent');
  expect(suggested.officers).toMatchObject([
    {
      personId: await personOf('duty1'),
      role: 'radio-room',
      hasOne: false,
      did: expect.arrayContaining(['acknowledged']),
    },
  ]);
  const people = suggested.officers.map(({ personId, name, role }) => ({ personId, name, role }));
  const body = { kind: 'officer', citation: 'duty-well-done', incidentId: id, people };
  expect((await propose(boss, body)).status).toBe(200);
  expect((await boss.get<CertificateSuggestions>(of)).body.officers[0]?.hasOne).toBe(true);
  expect(await propose(boss, body)).toMatchObject({ status: 409, body: { code: 'recognition/exists' } });
  expect((await duty.get(of)).status).toBe(403);
  const find = (by: Officer, code: string) => by.get<{ id: string }>(`/api/v1/certificate-incidents?code=${code}`);
  expect((await find(boss, incidentCode.toLowerCase().replace('-', ' -'))).body.id).toBe(id);
  expect((await find(await system.officer('social-office'), incidentCode)).status).toBe(404);
});

test('a whole ceremony at once: numbers follow each other, and the list calls them up in the order that was chosen', async () => {
  const people = ['นายหนึ่ง สมมติ', 'นายสอง สมมติ', 'นายสาม สมมติ'].map((name) => ({ name, role: 'patrol' }));
  const { ids } = (await propose(boss, { kind: 'officer', citation: 'worked-together', incidentId: null, people }))
    .body;
  expect((await step(commander, 'approve', ids)).status).toBe(200);
  expect((await step(commander, 'issue', ids)).status).toBe(200);
  const list = (await boss.get<Certificates>('/api/v1/certificates?list=issued')).body.certificates;
  const numbers = ids.map((id) => Number(list.find((one) => one.id === id)?.number?.split('/')[0]));
  expect(numbers.map((number) => number - (numbers[0] ?? 0))).toEqual([0, 1, 2]);
  const order = [...ids].reverse();
  const pdf = await fetch(`${system.url}/api/v1/certificates/ceremony?ids=${order}`, {
    headers: { cookie: boss.cookie },
  });
  const text = readPdfText(new Uint8Array(await pdf.arrayBuffer())).replace(/\s/g, '');
  expect(text.indexOf('นายสาม')).toBeLessThan(text.indexOf('นายหนึ่ง'));
  expect(text.indexOf('นายสาม')).toBeGreaterThan(-1);
});

test('nobody outside the branch sees one, and from whom the incident is withheld its certificate is withheld', async () => {
  const { body } = await propose(centre, { agencyId: province });
  const [id = ''] = body.ids;
  const bangkok = await system.officer('duty-bangkok');
  expect((await bangkok.get(`/api/v1/certificates/${id}`)).status).toBe(403);
  const office = await system.officer('social-office');
  expect((await office.get<Problem>(`/api/v1/certificates/${id}`)).body.code).toBe('recognition/not-found');
  expect(await step(office, 'approve', [id])).toMatchObject({ status: 404 });
  expect((await read(commander, id)).name).toBe(NAME);
  const conflict = { personId: await personOf('commander'), kind: 'named', reason: 'ญาติ' };
  const desk = await system.officer('desk1300');
  expect((await desk.post(`/api/v1/incidents/${closed.id}/conflicts`, conflict)).status).toBe(200);
  expect((await commander.get<Problem>(`/api/v1/certificates/${id}`)).body.code).toBe('recognition/not-found');
  expect(await step(commander, 'approve', [id])).toMatchObject({ status: 404 });
  const waiting = (await commander.get<Certificates>('/api/v1/certificates?list=waiting')).body.certificates;
  expect(waiting.map((one) => one.id)).not.toContain(id);
  expect((await patrol.get('/api/v1/certificates?list=waiting')).status).toBe(403);
  expect(station).not.toBe(province);
});

test('whoever tries many serials has to wait', async () => {
  const answers = await Promise.all(Array.from({ length: 80 }, () => fetch(`${system.url}/v/0000-0000-0000`)));
  expect(answers.some(({ status }) => status === 429)).toBe(true);
});
