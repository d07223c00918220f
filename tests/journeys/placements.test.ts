import { expect, test } from 'vitest';
import { CITIZEN_TEXTS } from '../../contract/citizen-texts.ts';
import type { InsightOutreach } from '../../contract/insight-care.ts';
import type {
  CampaignList,
  OutreachCoverage,
  OutreachEvent,
  OutreachEventList,
  Placement,
  PlacementFunnel,
  PlacementImport,
  PlacementList,
} from '../../contract/outreach.ts';
import { makePlacementCode, placementText, readPlacementCode } from '../../contract/placement-code.ts';
import { addDays, thaiDayOf } from '../../contract/thai-day.ts';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import type { Officer } from '../support/officer.ts';
import { conversationOn, detailOf } from '../support/phone-conversation.ts';
import { openTestSystem } from '../support/test-system.ts';
import { webReporter } from '../support/web-reporter.ts';

// Placements over HTTP: campaigns, files of places, the page behind a code, and what is counted of it.

const system = await openTestSystem({ escalation: 'off', config: { lineAccount: '@ess-test' } });
const officer = await system.officer('outreach');
const partner = await system.officer('partner');
const other = await system.officer('partner2');
const PHONE = 'Mozilla/5.0 (Linux; Android 10; SM-A107F) AppleWebKit/537.36 Chrome/120.0.0.0 Mobile Safari/537.36';

const agencyOf = async (code: string) =>
  (await getRow(system.owner, sql<{ id: string }>`SELECT id FROM jurisdiction.agencies WHERE code = ${code}`)).id;
const [shops, fuel] = [await agencyOf('OP-JAIDEE'), await agencyOf('OP-ROMYEN')];
let made = 0;
const aCampaign = async (agencyId = shops) => {
  const answer = await officer.post<{ id: string }>('/api/v1/campaigns', {
    ...{ agencyId, name: `ร้านใกล้บ้าน ${++made}`, aim: '', startsOn: '2026-11-01', endsOn: null },
    ...{ languages: ['th', 'my'], budgetBaht: null, status: 'running' },
  });
  expect(answer).toMatchObject({ status: 200 });
  return answer.body.id;
};
const aBody = {
  ...{ kind: 'store', name: 'ใจดีมาร์ท ตลาดใต้', reference: null, status: 'shown' },
  position: { lat: 16.8211, lng: 100.2659 },
};
const aPlacement = async (campaignId: string, but: object = {}) => {
  const answer = await officer.post<{ code: string }>('/api/v1/placements', {
    ...{ campaignId, ...aBody, ...but },
  });
  expect(answer).toMatchObject({ status: 200 });
  return answer.body.code;
};
const fetchPage = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`${system.url}${path}`, { method, redirect: 'manual', headers: { 'user-agent': PHONE, ...headers } });
const PRACTICE = CITIZEN_TEXTS.th.texts;
const countsOf = async (code: string) => {
  await system.pass(1000);
  return (await officer.get<Placement>(`/api/v1/placements/${code}`)).body.counts;
};
/** Sent in parts of a few lines; each step's answer, the last one first. */
const upload = async (by: Officer, campaignId: string, csv: string) => {
  const begun = await by.post<{ id: string }>('/api/v1/placement-imports', {
    campaignId,
    fileName: 'ร้าน.csv',
    kind: 'store',
  });
  const at = `/api/v1/placement-imports/${begun.body.id}`;
  if (begun.status !== 200) return { ...begun, id: '' };
  const parts = csv.match(/(?:[^\n]*\n?){1,3}/g)?.filter((part) => part !== '') ?? [];
  for (const [index, text] of parts.entries()) {
    const read = await by.post<object>(`${at}/parts`, { part: index + 1, text });
    if (read.status !== 200) return { ...read, id: begun.body.id };
  }
  return { ...(await by.post<object>(`${at}/check`)), id: begun.body.id };
};
const preview = async (campaignId: string, csv: string) => {
  const { id } = await upload(officer, campaignId, csv);
  return (await officer.get<PlacementImport>(`/api/v1/placement-imports/${id}`)).body;
};
const commit = (id: string, leaveOut: number) =>
  officer.post<{ added: number; changed: number }>(`/api/v1/placement-imports/${id}/commit`, { leaveOut });
const line = (reference: string, name: string, lat: number, lng: number) => `${reference},${name},${lat},${lng}\n`;
const HEAD = 'รหัสสาขา,ชื่อร้าน,lat,lng\n';

test('a placement gets a code, is found by it in any spelling, by its name and by its reference', async () => {
  const campaign = await aCampaign();
  const code = await aPlacement(campaign, { reference: 'JD-0001', name: 'ใจดีมาร์ท หน้าวัดใหญ่' });
  expect(readPlacementCode(code)).toBe(code);
  const seen = await officer.get<Placement>(`/api/v1/placements/${code.toLowerCase()}`);
  expect(seen.body).toMatchObject({ code, name: 'ใจดีมาร์ท หน้าวัดใหญ่', status: 'shown', mayChange: true });
  expect(seen.body.placeTh).toContain('จ.พิษณุโลก');
  for (const text of ['หน้าวัดใหญ่', 'JD-0001', code.slice(0, 5).toLowerCase()]) {
    const { body } = await officer.get<PlacementList>(`/api/v1/placements?text=${encodeURIComponent(text)}`);
    expect(body.placements.map((one) => one.code)).toContain(code);
  }
  const { body: list } = await officer.get<CampaignList>('/api/v1/campaigns');
  expect(list.campaigns.find(({ id }) => id === campaign)).toMatchObject({ placements: { shown: 1, planned: 0 } });
});

test('its page names the place, offers LINE with the code typed and the web, and is small; an unknown code gets the page without a place', async () => {
  const code = await aPlacement(await aCampaign(), { name: 'ร้าน <b>ป้า & ลุง</b>' });
  await system.pass(5000);
  for (const path of [`/q/${code}`, `/Q/${code}`, `/q/${code.toLowerCase()}`]) {
    const answer = await fetchPage(path);
    expect(answer.status).toBe(200);
    const page = await answer.text();
    expect(page).toContain('ร้าน &lt;b&gt;ป้า &amp; ลุง&lt;/b&gt;');
    expect(page).toContain('จ.พิษณุโลก');
    expect(page).toContain(`https://line.me/R/oaMessage/%40ess-test/?${encodeURIComponent(placementText(code))}`);
    expect(page).toContain(`/r/?q=${code}`);
    expect(page).toContain('tel:191');
    expect(Buffer.byteLength(page)).toBeLessThan(15_000);
    // In a shop it says nothing of violence.
    expect(page).not.toMatch(/ตำรวจ|ทำร้าย|รุนแรง|ข่มขู่|police|violen|assault/i);
  }
  const unknown = await fetchPage(`/q/${makePlacementCode((n) => crypto.getRandomValues(new Uint8Array(n)))}`);
  expect(unknown.status).toBe(200);
  const general = await unknown.text();
  expect(general).toContain('ต้องการความช่วยเหลือไหม');
  expect(general).not.toContain('คุณอยู่ที่');
  expect(general).toContain('https://line.me/R/ti/p/%40ess-test');
  for (const path of ['/q/', '/q/xyz', `/q/${encodeURIComponent('<script>')}`])
    expect((await fetchPage(path)).status).toBe(200);
});

test('the page speaks six languages: the one asked for, else the browser’s', async () => {
  const code = await aPlacement(await aCampaign());
  await system.pass(5000);
  expect(await (await fetchPage(`/q/${code}?l=my`)).text()).toContain('<html lang="my">');
  expect(await (await fetchPage(`/q/${code}`, { 'accept-language': 'km-KH,km;q=0.9,en;q=0.5' })).text()).toContain(
    '<html lang="km">',
  );
  expect(await (await fetchPage(`/q/${code}?l=xx`)).text()).toContain('<html lang="th">');
});

test('who says that they are elsewhere is offered no place, and the code is not sent along', async () => {
  const code = await aPlacement(await aCampaign());
  await system.pass(5000);
  const page = await (await fetchPage(`/q/${code}?elsewhere=1`)).text();
  expect(page).not.toContain('ใจดีมาร์ท');
  expect(page).not.toContain('oaMessage');
  expect((await fetchPage(`/q/${code}/to-web?elsewhere=1`)).headers.get('location')).toBe('/r/');
});

test('a sign that was taken down opens the general page: nobody stands where it was', async () => {
  const campaign = await aCampaign();
  const code = await aPlacement(campaign);
  const checked = await partner.post(`/api/v1/placements/${code}/checked`, { status: 'removed' });
  expect(checked).toMatchObject({ status: 200 });
  await system.pass(5000);
  expect(await (await fetchPage(`/q/${code}`)).text()).not.toContain('ใจดีมาร์ท');
});

test('people are counted once a day when the page says so, and previews, bots and HEAD never as people', async () => {
  const code = await aPlacement(await aCampaign());
  await system.pass(5000);
  const beacon = (step: string, headers = {}) => fetchPage(`/q/${code}/count/${step}`, headers, 'POST');
  await fetchPage(`/q/${code}`);
  expect(await countsOf(code)).toEqual({ opened: 0, toLine: 0, toWeb: 0, preview: 0, bot: 0 });
  expect((await beacon('opened')).status).toBe(204);
  await beacon('opened');
  await beacon('opened', { 'user-agent': `${PHONE} Line/14.1.0` });
  await beacon('to-line');
  await fetchPage(`/q/${code}`, { 'user-agent': 'facebookexternalhit/1.1;line-poker/1.0' });
  await fetchPage(`/q/${code}`, {}, 'HEAD');
  await fetchPage(`/q/${code}`, { 'user-agent': 'Googlebot/2.1' });
  await beacon('opened', { 'user-agent': 'Googlebot/2.1' });
  expect(await countsOf(code)).toEqual({ opened: 2, toLine: 1, toWeb: 0, preview: 2, bot: 1 });
  const stored = await rows(system.owner, sql`SELECT * FROM outreach.placement_counts WHERE code = ${code}`);
  // No address, no device, no hour.
  expect(Object.keys(stored[0] ?? {}).toSorted()).toEqual(['agency_id', 'campaign_id', 'code', 'day', 'n', 'step']);
});

test('without a script a tapped button counts as opened, once, and leads on', async () => {
  const code = await aPlacement(await aCampaign());
  await system.pass(5000);
  const toLine = await fetchPage(`/q/${code}/to-line`);
  expect([toLine.status, toLine.headers.get('location')]).toEqual([
    302,
    `https://line.me/R/oaMessage/%40ess-test/?${encodeURIComponent(placementText(code))}`,
  ]);
  await fetchPage(`/q/${code}/to-line`, { 'user-agent': 'Googlebot/2.1' });
  await fetchPage(`/q/${code}/to-web`);
  expect(await countsOf(code)).toMatchObject({ opened: 1, toLine: 1, toWeb: 1 });
});

test('a campaign belongs to a partner or an office, never to a police station', async () => {
  const body = {
    agencyId: await agencyOf('PS65003'),
    name: 'ไม่ใช่ของสถานี',
    aim: '',
    startsOn: '2026-11-01',
    endsOn: null,
  };
  const answer = await officer.post('/api/v1/campaigns', {
    ...body,
    languages: ['th'],
    budgetBaht: null,
    status: 'draft',
  });
  expect(answer).toMatchObject({ status: 403, body: { code: 'outreach/not-yours' } });
});

test('a partner sees its own placements and nothing of another’s', async () => {
  const [mine, theirs] = [await aCampaign(shops), await aCampaign(fuel)];
  const [own, foreign] = [await aPlacement(mine), await aPlacement(theirs, { name: 'ปั๊มร่มเย็น' })];
  expect((await partner.get<Placement>(`/api/v1/placements/${own}`)).body).toMatchObject({
    mayChange: false,
    mayCheck: true,
  });
  expect(await partner.get(`/api/v1/placements/${foreign}`)).toMatchObject({
    ...{ status: 404, body: { code: 'outreach/placement-not-found' } },
  });
  expect(await partner.post(`/api/v1/placements/${foreign}/checked`, { status: 'checked' })).toMatchObject({
    status: 404,
  });
  expect((await other.get(`/api/v1/campaigns/${mine}`)).status).toBe(404);
  const { body } = await partner.get<CampaignList>('/api/v1/campaigns');
  expect(body.owners).toEqual([]);
  expect(new Set(body.campaigns.map(({ owner }) => owner.id))).toEqual(new Set([shops]));
  const map = '/api/v1/placement-map?bounds=5,97,21,106&zoom=5';
  expect(JSON.stringify((await other.get(map)).body)).not.toContain(own);
  expect(await partner.post('/api/v1/placements/AAAAAAAA', { ...aBody, basedOn: 1 })).toMatchObject({ status: 403 });
});

test('a file is previewed row by row, committed whole, and changes nothing when it is sent again', async () => {
  const campaign = await aCampaign();
  const csv = [
    HEAD,
    line('A-1', 'ใจดีมาร์ท หนึ่ง', 16.81, 100.21),
    line('A-2', 'ใจดีมาร์ท สอง', 16.82, 100.22),
    line('A-1', 'ใจดีมาร์ท ซ้ำเลข', 16.83, 100.23),
    line('A-4', '', 16.84, 100.24),
    line('A-5', 'ใจดีมาร์ท กลางทะเล', 8.5, 102.9),
    line('A-6', 'ใจดีมาร์ท สอง', 16.8202, 100.2201),
    line('A-7', 'ใจดีมาร์ท สอง', 16.8205, 100.22),
    'A-8,ขาดช่อง\n',
    line('A-9', '=HYPERLINK(1)', 16.85, 100.25),
  ].join('');
  const read = await preview(campaign, csv);
  expect(read).toMatchObject({ status: 'ready', rows: 9, new: 4, changed: 0, same: 0, wrong: 5, missing: 0 });
  expect(read.problems.map(({ row, problem, about }) => [row, problem, about])).toEqual([
    [4, 'reference-twice', '2'],
    [5, 'name-missing', null],
    [6, 'position-outside', '8.5, 102.9'],
    [7, 'duplicate', '3'],
    [9, 'cells', '2'],
  ]);
  const { body: list } = await officer.get<string>(`/api/v1/placement-imports/${read.id}/problems.csv`);
  expect(list.trim().split('\r\n')).toHaveLength(6);
  const nothing = await officer.get<PlacementList>(`/api/v1/placements?campaign=${campaign}`);
  expect(nothing.body.total).toBe(0);
  expect(await commit(read.id, 4)).toMatchObject({ status: 409, body: { code: 'outreach/import-changed' } });
  expect(await commit(read.id, 5)).toMatchObject({ status: 200, body: { added: 4, changed: 0 } });
  expect(await commit(read.id, 5)).toMatchObject({ status: 409, body: { code: 'outreach/import-ended' } });
  const placements = (await officer.get<PlacementList>(`/api/v1/placements?campaign=${campaign}`)).body;
  expect(placements.placements.map(({ reference }) => reference).toSorted()).toEqual(['A-1', 'A-2', 'A-7', 'A-9']);
  for (const { code, status } of placements.placements)
    expect([readPlacementCode(code), status]).toEqual([code, 'planned']);

  const again = await preview(campaign, csv);
  expect(again).toMatchObject({ new: 0, changed: 0, same: 4, wrong: 5, missing: 0 });
  // A-2 has another name, A-7 is not named any more, and a new one stands where A-9 is.
  const later = await preview(
    campaign,
    [
      HEAD,
      line('A-1', 'ใจดีมาร์ท หนึ่ง', 16.81, 100.21),
      line('A-2', 'ใจดีมาร์ท ใหม่', 16.82, 100.22),
      line('A-10', '=hyperlink(1)', 16.85, 100.2501),
    ].join(''),
  );
  expect(later).toMatchObject({ new: 0, changed: 1, same: 1, wrong: 1, missing: 2 });
  const [nine] = placements.placements.filter(({ reference }) => reference === 'A-9');
  expect(later.problems).toMatchObject([{ problem: 'duplicate', about: nine?.code }]);
  expect(await commit(later.id, 1)).toMatchObject({ body: { added: 0, changed: 1 } });
  await system.pass(5000);
  const [two] = placements.placements.filter(({ reference }) => reference === 'A-2');
  expect((await officer.get<Placement>(`/api/v1/placements/${two?.code}`)).body).toMatchObject({
    name: 'ใจดีมาร์ท ใหม่',
    version: 2,
  });
  // What is printed shows the new name.
  expect(await (await fetchPage(`/q/${two?.code}`)).text()).toContain('ใจดีมาร์ท ใหม่');
});

test('a file that is none, or has no header, makes no placement, and nobody imports for another’s campaign', async () => {
  const campaign = await aCampaign();
  const noHeader = { status: 422, body: { code: 'outreach/import-no-header' } };
  expect(await upload(officer, campaign, 'lat,lng\n1,2\n')).toMatchObject(noHeader);
  const empty = await upload(officer, campaign, '');
  expect(empty).toMatchObject(noHeader);
  expect(await upload(officer, campaign, `${HEAD}A-1,"never closed`)).toMatchObject({
    ...{ status: 422, body: { code: 'outreach/import-unreadable' } },
  });
  expect(await commit(empty.id, 0)).toMatchObject({ status: 409 });
  expect(await upload(partner, campaign, HEAD)).toMatchObject({ status: 403 });
  expect((await upload(officer, crypto.randomUUID(), HEAD)).status).toBe(404);
});

test('a part that is sent twice is read once, and one that was left out is asked for', async () => {
  const campaign = await aCampaign();
  const { body } = await officer.post<{ id: string }>('/api/v1/placement-imports', {
    ...{ campaignId: campaign, fileName: 'ร้าน.csv', kind: 'school' },
  });
  const send = (part: number, text: string) =>
    officer.post<object>(`/api/v1/placement-imports/${body.id}/parts`, { part, text });
  const first =
    HEAD.replaceAll(',', ';') +
    line('P-1', 'โรงเรียน, หนึ่ง', 0, 0).replace('P-1,', 'P-1;').replace(',0,0', ';16.8;100.2');
  for (let times = 0; times < 2; times++)
    expect(await send(1, first)).toMatchObject({ status: 200, body: { rows: 1 } });
  expect(await send(3, 'P-3;x;16.8;100.3\n')).toMatchObject({
    status: 409,
    body: { code: 'outreach/import-part-missing' },
  });
  expect(await send(2, 'P-2;โรงเรียนสอง;16.9;100.3\n')).toMatchObject({ body: { rows: 2 } });
  await officer.post(`/api/v1/placement-imports/${body.id}/check`);
  expect(await commit(body.id, 0)).toMatchObject({ body: { added: 2 } });
  const { body: list } = await officer.get<PlacementList>(`/api/v1/placements?campaign=${campaign}&kind=school`);
  expect(list.placements.map(({ name }) => name).toSorted()).toEqual(['โรงเรียน, หนึ่ง', 'โรงเรียนสอง']);
});

test('codes that two rows of a file drew, or that are taken, are drawn again at the commit', async () => {
  const campaign = await aCampaign();
  const taken = await aPlacement(campaign);
  const read = await preview(
    campaign,
    [HEAD, ...[1, 2, 3, 4].map((n) => line(`C-${n}`, `สาขา ${n}`, 16.8 + n / 100, 100.2))].join(''),
  );
  await sql`UPDATE outreach.import_rows SET code = ${taken} WHERE import_id = ${read.id} AND row IN (2, 3)`.execute(
    system.owner,
  );
  const drawn = makePlacementCode((n) => crypto.getRandomValues(new Uint8Array(n)));
  await sql`UPDATE outreach.import_rows SET code = ${drawn} WHERE import_id = ${read.id} AND row IN (4, 5)`.execute(
    system.owner,
  );
  expect(await commit(read.id, 0)).toMatchObject({ body: { added: 4 } });
  const { body } = await officer.get<PlacementList>(`/api/v1/placements?campaign=${campaign}`);
  expect(new Set(body.placements.map(({ code }) => code)).size).toBe(5);
});

test('a preview that nobody commits is forgotten after a day', async () => {
  const campaign = await aCampaign();
  const read = await preview(campaign, HEAD + line('D-1', 'ก', 16.8, 100.2));
  await sql`UPDATE outreach.imports SET made_at = made_at - interval '25 hours' WHERE id = ${read.id}`.execute(
    system.owner,
  );
  await system.app.runJobsWithin(3_600_000);
  expect(await commit(read.id, 0)).toMatchObject({ status: 409, body: { code: 'outreach/import-ended' } });
  expect(await rows(system.owner, sql`SELECT FROM outreach.import_rows WHERE import_id = ${read.id}`)).toHaveLength(0);
});

test('from the code to the officer: opened, went on, reported, answered, each once; a partner reads no sum below ten', async () => {
  const campaign = await aCampaign();
  const code = await aPlacement(campaign);
  await system.pass(5000);
  await fetchPage(`/q/${code}/count/opened`, {}, 'POST');
  await fetchPage(`/q/${code}/count/to-web`, {}, 'POST');
  await fetchPage(`/q/${code}`, { 'user-agent': 'facebookexternalhit/1.1;line-poker/1.0' });
  const duty = await system.officer('duty1');
  const before = (await duty.queue()).incidents.map(({ id }) => id);
  await webReporter(system.url).report({ type: 'confinement', placement: { code, isHere: true } });
  const incident = await duty.sees(({ id }) => !before.includes(id));
  const detail = await duty.detail(incident.id);
  // The place is what the code says, and named as such.
  expect(JSON.stringify(detail)).toContain('qr-place');
  await system.pass(1000);
  const funnel = async (by: Officer, path = `campaigns/${campaign}`) =>
    (await by.get<PlacementFunnel>(`/api/v1/${path}/funnel`)).body;
  expect(await funnel(officer)).toEqual({
    ...{ opened: 1, toLine: 0, toWeb: 1, started: 1, alerted: 1, acknowledged: 0, isRounded: false },
    ...{ startedInLine: 0, startedOnWeb: 1, startedInLiff: 0, unfounded: null },
  });
  await duty.post(`/api/v1/incidents/${incident.id}/acknowledge`, { etaMinutes: 8 });
  expect(await funnel(officer, `placements/${code}`)).toMatchObject({ started: 1, alerted: 1, acknowledged: 1 });
  const few = { opened: 1, started: null, alerted: null, acknowledged: null, isRounded: true };
  expect(await funnel(partner)).toMatchObject(few);
  expect(await partner.get(`/api/v1/placements/${code}/funnel`)).toMatchObject({ status: 403 });
  expect(await other.get(`/api/v1/campaigns/${campaign}/funnel`)).toMatchObject({ status: 404 });
});

test('the same in LINE: the text that the page puts into the chat begins a report, and the place of the code is one tap', async () => {
  const campaign = await aCampaign();
  const code = await aPlacement(campaign, { name: 'ใจดีมาร์ท ในแชต' });
  await system.pass(5000);
  await fetchPage(`/Q/${code}`, { 'user-agent': 'facebookexternalhit/1.1;line-poker/1.0' });
  const page = await (await fetchPage(`/Q/${code}`)).text();
  const [, typed = ''] = /oaMessage\/%40ess-test\/\?([^"&]+)/.exec(page) ?? [];
  for (const step of ['opened', 'to-line']) await fetchPage(`/q/${code}/count/${step}`, {}, 'POST');
  const conversation = conversationOn(system.line.phone('มาจากป้าย'));
  await conversation.say(decodeURIComponent(typed), 'คุณอยู่ที่ ใจดีมาร์ท ในแชต ใช่ไหม');
  await conversation.tap('ใช่ อยู่ที่นี่', 'เกิดเหตุแบบไหน');
  const duty = await system.officer('duty1');
  const { incident, positions } = await detailOf(duty, conversation);
  expect(positions).toMatchObject([{ source: 'qr-place', label: 'ใจดีมาร์ท ในแชต', accuracyMetres: null }]);
  expect(await duty.post(`/api/v1/incidents/${incident.id}/acknowledge`, { etaMinutes: 8 })).toMatchObject({
    status: 200,
  });
  await system.pass(1000);
  const funnel = (await officer.get<PlacementFunnel>(`/api/v1/placements/${code}/funnel`)).body;
  expect(funnel).toMatchObject({ startedInLine: 1, startedOnWeb: 0 });
  expect(funnel).toMatchObject({ opened: 1, toLine: 1, started: 1, alerted: 1, acknowledged: 1 });

  // What all campaigns brought in, for whoever reads the nation's figures; of a kind of place no small number.
  const [desk, analyst] = [await system.officer('desk1300'), await system.officer('analyst')];
  const today = thaiDayOf(system.clock.now());
  const days = `from=${addDays(today, -1000)}&to=${addDays(today, 1)}`;
  const { body: all } = await desk.get<InsightOutreach>(`/api/v1/insight/outreach?${days}`);
  const { campaigns } = (await officer.get<CampaignList>('/api/v1/campaigns')).body;
  const funnels = await Promise.all(
    campaigns.map(async ({ id }) => (await officer.get<PlacementFunnel>(`/api/v1/campaigns/${id}/funnel`)).body),
  );
  const sum = (of: (one: PlacementFunnel) => number | null) => funnels.reduce((n, one) => n + (of(one) ?? 0), 0);
  expect(all).toMatchObject({
    reports: { n: sum((one) => one.started), line: sum((one) => one.startedInLine) },
    ...{ alerted: sum((one) => one.alerted), acknowledged: sum((one) => one.acknowledged) },
    ...{ opened: sum((one) => one.opened), toLine: sum((one) => one.toLine), toWeb: sum((one) => one.toWeb) },
    before: { reports: 0 },
  });
  expect(all.byKind.find(({ kind }) => kind === 'store')).toMatchObject({ reports: null });
  expect((await analyst.get(`/api/v1/insight/outreach?${days}`)).status).toBe(403);
  expect((await analyst.get(`/api/v1/insight/outreach?${days}&province=65`)).status).toBe(200);
});

test('an event shows what was counted of its codes on its days: who opened, practised and passed, and no bot', async () => {
  const campaign = await aCampaign();
  const code = await aPlacement(campaign, { kind: 'event', name: 'บูธงานกาชาด' });
  await system.pass(5000);
  const today = thaiDayOf(system.clock.now());
  const facts = {
    ...{ kind: 'roadshow', name: 'งานกาชาดสมมติ', startsOn: today, endsOn: today, placeName: 'ลานหน้าศาลากลาง' },
    ...{ position: { lat: 16.8211, lng: 100.2659 }, hosts: 'สำนักงานสมมติ', attendance: null, results: '' },
    ...{ status: 'planned', codes: [`${code.slice(0, 4)}-${code.slice(4).toLowerCase()}`, code] },
  };
  const added = await officer.post<{ id: string }>('/api/v1/outreach-events', { ...facts, campaignId: campaign });
  expect(added).toMatchObject({ status: 200 });
  const counted = async () => {
    await system.pass(1000);
    return (await officer.get<OutreachEvent>(`/api/v1/outreach-events/${added.body.id}`)).body.counts;
  };
  expect((await fetchPage(`/q/${code}/count/opened`, {}, 'POST')).status).toBe(204);
  const offered = /href="([^"]*practice[^"]*)"/.exec(await (await fetchPage(`/q/${code}`)).text())?.[1] ?? '';
  const form = await (await fetchPage(offered.replaceAll('&amp;', '&'))).text();
  const end = /action="([^"]+)"/.exec(form)?.[1]?.replaceAll('&amp;', '&') ?? '';
  for (const agent of [PHONE, PHONE, 'Googlebot/2.1']) await fetchPage(end, { 'user-agent': agent }, 'POST');
  const questions = await (await fetchPage(end, {}, 'POST')).text();
  const check = /action="([^"]+)"/.exec(questions)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const answer = async (right: string) => {
    const body = new URLSearchParams({ 'locked-in': '1', 'not-breathing': '0', 'nobody-came': right });
    const page = await fetch(`${system.url}${check}`, { method: 'POST', headers: { 'user-agent': PHONE }, body });
    return page.text();
  };
  expect(await answer('0')).not.toContain(PRACTICE['check.passed']);
  expect(await counted()).toMatchObject({ practised: 1, passed: 0 });
  expect(await answer('1')).toContain(PRACTICE['check.passed']);
  await system.pass(1000);
  const at = `/api/v1/outreach-events/${added.body.id}`;
  const seen = (await officer.get<OutreachEvent>(at)).body;
  expect(seen).toMatchObject({
    ...{ codes: [code], counts: { opened: 1, wentOn: 0, practised: 1, passed: 1 }, version: 1, mayChange: true },
    placeTh: expect.stringContaining('จ.พิษณุโลก'),
  });
  // Of another day it is another event's.
  const later = { ...facts, startsOn: addDays(today, 1), endsOn: addDays(today, 2), attendance: 120, status: 'held' };
  expect(await officer.post(at, { ...later, basedOn: 1 })).toMatchObject({ status: 200, body: { version: 2 } });
  expect((await officer.get<OutreachEvent>(at)).body).toMatchObject({
    ...{ attendance: 120, status: 'held', counts: { opened: 0, practised: 0 } },
  });
  expect(await officer.post(at, { ...later, basedOn: 1 })).toMatchObject({
    ...{ status: 409, body: { code: 'outreach/changed-meanwhile' } },
  });
});

test('an event has codes of its own owner only, ends after it begins, and is seen by its partner alone', async () => {
  const [mine, theirs] = [await aCampaign(shops), await aCampaign(fuel)];
  const foreign = await aPlacement(theirs, { name: 'ปั๊มร่มเย็น' });
  const facts = {
    ...{
      kind: 'training',
      name: 'อบรมพนักงานสมมติ',
      startsOn: '2026-11-20',
      endsOn: '2026-11-20',
      placeName: 'ห้องประชุม',
    },
    ...{ position: null, hosts: '', attendance: null, results: '', status: 'planned', codes: [] },
  };
  const add = (but: object, campaignId = mine) =>
    officer.post<{ id: string }>('/api/v1/outreach-events', { ...facts, ...but, campaignId });
  expect(await add({ codes: [foreign] })).toMatchObject({ body: { code: 'outreach/placement-not-found' } });
  expect(await add({ codes: ['nothing'] })).toMatchObject({ body: { code: 'outreach/placement-not-found' } });
  expect(await add({ endsOn: '2026-11-19' })).toMatchObject({ body: { code: 'outreach/period-unfit' } });
  expect(await add({ position: { lat: 1, lng: 100 } })).toMatchObject({ body: { code: 'outreach/place-outside' } });
  expect(await add({}, crypto.randomUUID())).toMatchObject({ body: { code: 'outreach/campaign-not-found' } });
  const { body } = await add({});
  const list = (await partner.get<OutreachEventList>(`/api/v1/outreach-events?campaign=${mine}`)).body;
  expect(list.events).toMatchObject([{ id: body.id, name: 'อบรมพนักงานสมมติ', mayChange: false }]);
  const at = `/api/v1/outreach-events/${body.id}`;
  expect(await other.get(at)).toMatchObject({ status: 404, body: { code: 'outreach/event-not-found' } });
  expect(await partner.post(at, { ...facts, basedOn: 1 })).toMatchObject({ status: 403 });
});

test('where nobody knows us: a tambon with incidents and nothing that hangs comes first', async () => {
  // Nothing of the demonstration hangs in ต.ท่าตาล.
  await sql`UPDATE outreach.placements SET status = 'planned' WHERE subdistrict_code = '650601'`.execute(system.owner);
  const place = await getRow(
    system.owner,
    sql<{ lat: number; lng: number }>`SELECT lat, lng FROM jurisdiction.administrative_areas WHERE code = '650601'`,
  );
  for (let made = 0; made < 3; made++)
    await webReporter(system.url).report({ type: 'confinement', position: { ...place, source: 'web-pin' } });
  await system.until(async () => {
    const { n } = await getRow(
      system.owner,
      sql<{
        n: number;
      }>`SELECT count(*)::int AS n FROM incident.incidents WHERE place ->> 'subdistrictCode' = '650601'`,
    );
    return n >= 3 ? n : undefined;
  });
  const { body } = await officer.get<OutreachCoverage>('/api/v1/outreach-coverage?province=65');
  expect(body.area).toMatchObject({ code: '65', nameTh: 'พิษณุโลก' });
  expect(body.rows.find(({ code }) => code === '650601')).toMatchObject({ incidents: 3, placements: 0 });
  const firstHanging = body.rows.findIndex(({ placements }) => placements > 0);
  expect(body.rows.slice(firstHanging).every(({ placements }) => placements > 0)).toBe(true);
  const { body: country } = await officer.get<OutreachCoverage>('/api/v1/outreach-coverage');
  expect(country.rows.map(({ nameTh }) => nameTh)).toContain('พิษณุโลก');
  expect(await partner.get('/api/v1/outreach-coverage')).toMatchObject({ status: 403 });
});
