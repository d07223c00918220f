import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { MaterialBatchList } from '../../contract/materials.ts';
import type { Problem } from '../../contract/problem.ts';
import { getRow, sql } from '../../server/platform/database/database.ts';
import { readPdfText } from '../support/read-pdf-text.ts';
import { readQr } from '../support/read-qr.ts';
import { openTestSystem } from '../support/test-system.ts';

// Materials of many placements as one archive: asked for, made part by part, fetched as often as wanted.

const system = await openTestSystem({ escalation: 'off' });
const [outreach, partner, partner2] = [
  await system.officer('outreach'),
  await system.officer('partner'),
  await system.officer('partner2'),
];
const { id: agencyId } = await getRow(
  system.owner,
  sql<{ id: string }>`SELECT id FROM jurisdiction.agencies WHERE code = 'OP-JAIDEE'`,
);
const aCampaign = async (name: string) => {
  const { body } = await outreach.post<{ id: string }>('/api/v1/campaigns', {
    ...{ agencyId, name, aim: '', startsOn: '2026-11-01', endsOn: null },
    ...{ languages: ['th'], budgetBaht: null, status: 'running' },
  });
  return body.id;
};
const SHOPS = 43;
const campaignId = await aCampaign('สามจังหวัด');
for (let shop = 0; shop < SHOPS; shop++) {
  const position = shop % 2 ? { lat: 16.82, lng: 100.26 } : { lat: 13.75, lng: 100.5 };
  const { status } = await outreach.post('/api/v1/placements', {
    ...{ campaignId, kind: 'store', name: `ร้าน "ใจดี" สาขา/ที่ ${shop}`, reference: `B-${shop}`, status: 'shown' },
    position,
  });
  expect(status).toBe(200);
}
const BATCH = { material: 'counter-card', format: 'pdf', language: 'th', campaignId };

type By = typeof outreach;
const find = async (by: By, id: string) =>
  (await by.get<MaterialBatchList>('/api/v1/material-batches')).body.batches.find((batch) => batch.id === id);
const ready = (by: By, id: string) =>
  system.until(async () => ((await find(by, id))?.state === 'ready' ? true : undefined));
const ask = async (by: By, body: object) => {
  const { status, body: made } = await by.post<{ id: string }>('/api/v1/material-batches', body);
  expect(status).toBe(200);
  return made.id;
};
const fetchArchive = async (by: By, id: string) => {
  const answer = await fetch(`${system.url}/api/v1/material-batches/${id}/archive`, { headers: { cookie: by.cookie } });
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
};

test('one archive has a sheet for each placement, by province and district, and a list of them', async () => {
  const id = await ask(partner, BATCH);
  await ready(partner, id);
  expect(await find(partner, id)).toMatchObject({ placements: SHOPS, made: SHOPS, campaign: 'สามจังหวัด', area: null });
  const { answer, bytes } = await fetchArchive(partner, id);
  expect(answer.headers.get('content-type')).toBe('application/zip');
  const files = unzipSync(bytes);
  const names = Object.keys(files);
  const sheets = names.filter((name) => name.endsWith('.pdf'));
  expect([names.length, sheets.length]).toEqual([SHOPS + 1, SHOPS]);
  expect(new Set(sheets.map((name) => name.split('/')[0]))).toEqual(new Set(['กรุงเทพมหานคร', 'พิษณุโลก']));
  // Nothing of a name leads out of its folder.
  for (const name of sheets) expect(name).toMatch(/^[^/\\"]+\/[^/\\"]+\/[0-9A-Z]{8} ร้าน ใจดี สาขา ที่ \d+\.pdf$/);
  const list = Buffer.from(files['รายการ.csv'] ?? []).toString();
  for (const name of sheets) {
    const code = /\/([0-9A-Z]{8}) /.exec(name)?.[1] ?? '';
    expect(list).toContain(`"${code}"`);
    expect(list).toContain(`"${name}"`);
    expect(readPdfText(Buffer.from(files[name] ?? [])).replace(/\s/g, '')).toContain(code);
  }
});

test('of one province, which is chosen from all, only its placements are made, and the archive is named after it', async () => {
  const { body } = await partner.get<{ provinces: { code: string; nameTh: string; nameEn: string }[] }>(
    '/api/v1/areas/provinces',
  );
  expect(body.provinces).toHaveLength(77);
  // As a Thai dictionary sorts: a vowel before its consonant doesn't count.
  expect(body.provinces.slice(0, 2).map(({ nameTh }) => nameTh)).toEqual(['กระบี่', 'กรุงเทพมหานคร']);
  const province = body.provinces.find(({ nameTh }) => nameTh === 'พิษณุโลก');
  const id = await ask(partner, { ...BATCH, area: province?.code });
  await ready(partner, id);
  expect(await find(partner, id)).toMatchObject({ placements: (SHOPS - 1) / 2, area: province });
  const { answer, bytes } = await fetchArchive(partner, id);
  expect(answer.headers.get('content-disposition')).toContain(`counter-card-th-65-${(SHOPS - 1) / 2}.zip`);
  const folders = Object.keys(unzipSync(bytes)).filter((name) => name.endsWith('.pdf'));
  expect(new Set(folders.map((name) => name.split('/')[0]))).toEqual(new Set(['พิษณุโลก']));
});

test('parts that were lost are made again, and the archive is the same as before', async () => {
  const id = await ask(outreach, { ...BATCH, format: 'png', material: 'line-picture', text: 'B-4' });
  await ready(outreach, id);
  const first = await fetchArchive(outreach, id);
  // As after a crash of the database, or a kill in the middle.
  await sql`DELETE FROM outreach.material_parts WHERE batch_id = ${id} AND part = 0`.execute(system.owner);
  await system.pass(10_000);
  await ready(outreach, id);
  const again = await fetchArchive(outreach, id);
  expect(again.bytes.equals(first.bytes)).toBe(true);
  for (const [name, bytes] of Object.entries(unzipSync(again.bytes))) {
    if (!name.endsWith('.png')) continue;
    const code = /\/([0-9A-Z]{8}) /.exec(name)?.[1];
    expect(new URL((await readQr(Buffer.from(bytes)))?.text ?? '').pathname).toBe(`/Q/${code}`);
  }
});

test('nobody makes what they do not see, too much at once, or fetches what somebody else asked for', async () => {
  const none = await partner2.post<Problem>('/api/v1/material-batches', BATCH);
  expect([none.status, none.body.code]).toEqual([422, 'outreach/no-placements']);
  const empty = await outreach.post<Problem>('/api/v1/material-batches', { ...BATCH, area: '50' });
  expect(empty.body.code).toBe('outreach/no-placements');
  const many = await aCampaign('มากเกินไป');
  await sql`INSERT INTO outreach.placements (code, campaign_id, agency_id, kind, name, status)
    SELECT 'Z' || lpad(n::text, 7, '0'), ${many}, ${agencyId}, 'line-group', 'กลุ่ม', 'shown'
    FROM generate_series(1, 1001) AS n`.execute(system.owner);
  const tooMany = await outreach.post<Problem>('/api/v1/material-batches', { ...BATCH, campaignId: many });
  expect([tooMany.status, tooMany.body.code]).toEqual([422, 'outreach/too-many-placements']);
  expect(tooMany.body.title).toContain('1001');
  const id = await ask(outreach, { ...BATCH, text: 'B-2' });
  await ready(outreach, id);
  const others = await fetchArchive(partner, id);
  expect([others.answer.status, (JSON.parse(others.bytes.toString()) as Problem).code]).toEqual([
    404,
    'outreach/batch-not-found',
  ]);
});

test('after two days an archive is gone', async () => {
  const id = await ask(outreach, { ...BATCH, text: 'B-3' });
  await ready(outreach, id);
  await sql`UPDATE outreach.material_batches SET asked_at = asked_at - interval '2 days 1 minute' WHERE id = ${id}`.execute(
    system.owner,
  );
  await system.app.runJobsWithin(3_600_000);
  expect(await find(outreach, id)).toBeUndefined();
  const left = await getRow(
    system.owner,
    sql<{ n: number }>`SELECT count(*)::int AS n FROM outreach.material_parts WHERE batch_id = ${id}`,
  );
  expect(left.n).toBe(0);
});
