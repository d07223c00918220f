import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { InsightScopes } from '../../contract/insight.ts';
import { NATION, type NewPublication, PUBLIC_KINDS, type Publications } from '../../contract/open-data.ts';
import type { Problem } from '../../contract/problem.ts';
import { addDays, thaiDayOf } from '../../contract/thai-day.ts';
import { makeRollups } from '../../server/capabilities/insight/facts/store/rollup-rows.ts';
import { sql } from '../../server/platform/database/database.ts';
import { readPdfText } from '../support/read-pdf-text.ts';
import { openTestSystem } from '../support/test-system.ts';

// Public figures over HTTP: made by one, published by another, read by anybody; and what an attacker finds who has every file.

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const desk = await system.officer('desk1300');
const statistician = await system.officer('statistician');
const today = thaiDayOf(system.clock.now());
/** The last year that is over. */
const year = `${Number(today.slice(0, 4)) - 1}`;
const months = Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}`);

/** Incidents of a month in districts of Phitsanulok and its neighbours, written as their facts. */
async function happen(
  month: string,
  counted: readonly { district: string; type: string; n: number; children?: boolean }[],
) {
  const given = JSON.stringify(counted.map((of) => ({ children: false, ...of })));
  await sql`INSERT INTO insight.incident_facts (incident_id, reported_at, day, hour_of_week, province_code, district_code,
      subdistrict_code, agency_id, first_agency_id, type, channel, disposition, is_silent, is_ended, is_handed_over, has_eta,
      has_children, reopen_count, nobody_came_count, alert_to_acknowledge, contact_to_scene)
    SELECT gen_random_uuid(), day + interval '3 hours', day, 0, left(district, 2), district, district || '01',
      gen_random_uuid(), gen_random_uuid(), type, 'line', 'handled', false, true, false, false, children, 0, 0,
      20 + nth % 30, 600 + nth % 300
    FROM jsonb_to_recordset(${given}::jsonb) AS counted (district text, type text, n int, children boolean),
      LATERAL generate_series(1, n) AS nth, LATERAL (SELECT ${`${month}-01`}::date + (nth + n) % 28 AS day) AS on_day`.execute(
    db,
  );
  await makeRollups(db, `${month}-01`);
}

const DISTRICTS = ['6501', '6502', '6503', '6504', '6505', '6506', '6507', '6508', '6509', '5301', '6601'];
/** Elsewhere there is little, as in most provinces. */
const ELSEWHERE = ['10', '11', '12', '13', '14', '15', '16', '17', '18', '19', '20', '21', '22', '23', '24'];
const usual = (but: Record<string, number> = {}) =>
  DISTRICTS.flatMap((district, row) =>
    PUBLIC_KINDS.map((type, at) => ({ district, type, n: but[`${district} ${type}`] ?? 30 + row + at * 3 })),
  );
const propose = (asked: Partial<NewPublication>, by = statistician) =>
  by.post<{ id: string } & Problem>('/api/v1/publications', asked);
const publish = (id: string, by = desk) => by.post<Problem>(`/api/v1/publications/${id}/publish`, {});
async function release(asked: Partial<NewPublication>): Promise<void> {
  const proposed = await propose(asked);
  expect(proposed, JSON.stringify(proposed.body)).toMatchObject({ status: 200 });
  expect(await publish(proposed.body.id)).toMatchObject({ status: 200 });
}
const read = (path: string, headers: Record<string, string> = {}) => fetch(`${system.url}${path}`, { headers });
type Counts = { counts: { area: string; kind: string; incidents: number | null }[] };
const countsOf = async (path: string): Promise<Counts['counts']> =>
  ((await (await read(path)).json()) as Counts).counts;
const find = (counts: Counts['counts'], area: string, kind: string) =>
  counts.find((one) => one.area === area && one.kind === kind)?.incidents;

test('a year is published month by month, by two people, and a district with three cases is in none of the files', async () => {
  for (const month of months) {
    // Three cases in the whole year, all in one month.
    const few = month.endsWith('-05') ? 3 : 0;
    await happen(month, [
      ...usual({ '6502 confinement': few }),
      ...ELSEWHERE.flatMap((code) => PUBLIC_KINDS.map((type) => ({ district: `${code}01`, type, n: 3 }))),
      { district: '6501', type: 'sexual-violence-risk', n: month.endsWith('-03') ? 4 : 0 },
      { district: '5301', type: 'sexual-violence-risk', n: 5 },
      { district: '6601', type: 'sexual-violence-risk', n: 6, children: true },
    ]);
  }
  expect((await propose({ period: year })).body).toMatchObject({ code: 'insight/months-missing' });
  const [first = ''] = months;

  const proposed = await propose({ period: first });
  expect(proposed).toMatchObject({ status: 200 });
  expect((await propose({ period: first }, desk)).body).toMatchObject({
    code: 'insight/already-proposed',
  });
  const file = `/open-data/sets/${first}/v1/incidents.json`;
  expect((await read(file)).status).toBe(404);
  expect((await publish(proposed.body.id, statistician)).body).toMatchObject({ code: 'insight/self-publication' });
  const preview = await desk.get<Counts>(`/api/v1/publications/${proposed.body.id}/files/incidents.json`);
  expect(await publish(proposed.body.id)).toMatchObject({ status: 200 });
  expect((await publish(proposed.body.id)).body).toMatchObject({ code: 'insight/publication-decided' });
  expect(await countsOf(file)).toEqual(preview.body.counts);

  for (const period of months.slice(1)) await release({ period });
  await release({ period: year });

  const districts = await countsOf(`/open-data/sets/${year}/v1/districts.json`);
  expect(find(districts, '65', 'confinement')).toBeGreaterThan(500);
  expect(find(districts, '6502', 'confinement')).toBeNull();
  const companions = ['6501', '6503'].filter((district) => find(districts, district, 'confinement') === null);
  expect(companions.length).toBeGreaterThan(0);
  const others = PUBLIC_KINDS.filter((kind) => find(districts, '6502', kind) !== null);
  expect(others.length).toBeGreaterThanOrEqual(2);
  // Four cases of sexual violence in a province and a year, and nothing of them elsewhere.
  const once = await countsOf(`/open-data/sets/${year}/v1/provinces.json`);
  expect(find(once, '65', 'sexual-violence-risk')).toBeNull();
  for (const period of months)
    expect(JSON.stringify(await countsOf(`/open-data/sets/${period}/v1/incidents.json`))).not.toContain('sexual');

  // Without a change the figures are the same bytes, so there is nothing new to publish.
  const again = await propose({ period: first, note: 'ลองอีกครั้ง' });
  expect(again.body).toMatchObject({ code: 'insight/nothing-changed' });
});

test('whoever joins all files narrows no hidden figure below 0 to 9', async () => {
  const { sets } = (await (await read('/open-data/catalogue.json')).json()) as {
    sets: { kind: string; period: string; files: { path: string; name: string }[] }[];
  };
  /** What a cell can be, and the sums that the files and the dictionary tell: a whole and its parts. */
  const spans = new Map<string, { low: number; high: number }>();
  const sums: { whole: string; parts: string[] }[] = [];
  const name = (...of: string[]) => of.join(' ');
  for (const { kind, period, files } of sets) {
    const path = files.find((file) => file.name === (kind === 'month' ? 'incidents.json' : 'districts.json'))?.path;
    const counts = await countsOf(path ?? '');
    for (const { area, kind: of, incidents } of counts)
      spans.set(
        name(period, area, of),
        incidents === null
          ? { low: 0, high: Number.POSITIVE_INFINITY }
          : { low: Math.max(10, incidents - 4), high: incidents + 4 },
      );
    const areas = [...new Set(counts.map(({ area }) => area))];
    const kinds = [...new Set(counts.map((one) => one.kind))].filter((one) => one !== 'total' && one !== 'other-kinds');
    for (const area of areas)
      sums.push({ whole: name(period, area, 'total'), parts: kinds.map((one) => name(period, area, one)) });
    for (const one of [...kinds, 'total']) {
      const above = (inside: string) => (inside.length === 4 ? inside.slice(0, 2) : NATION);
      for (const whole of new Set(areas.filter((area) => area !== NATION).map(above)))
        sums.push({
          whole: name(period, whole, one),
          parts: areas
            .filter((area) => area !== whole && area !== NATION && above(area) === whole)
            .map((area) => name(period, area, one)),
        });
      if (kind === 'year')
        for (const area of areas.filter(({ length }) => length === 2))
          sums.push({ whole: name(period, area, one), parts: months.map((month) => name(month, area, one)) });
    }
  }
  const zero = { low: 0, high: 0 };
  const spanOf = (cell: string) => spans.get(cell) ?? zero;
  const narrow = (cell: string, low: number, high: number): boolean => {
    const known = spanOf(cell);
    const next = { low: Math.max(known.low, low), high: Math.min(known.high, high) };
    spans.set(cell, next);
    return next.low > known.low || next.high < known.high;
  };
  const hidden = [...spans].filter(([, { high }]) => high === Number.POSITIVE_INFINITY).map(([cell]) => cell);
  expect(hidden.length).toBeGreaterThan(100);
  for (let isNew = true; isNew; ) {
    isNew = false;
    for (const { whole, parts } of sums) {
      const low = parts.reduce((sum, part) => sum + spanOf(part).low, 0);
      const high = parts.reduce((sum, part) => sum + spanOf(part).high, 0);
      isNew = narrow(whole, low, high) || isNew;
      for (const part of parts) {
        const others = parts.filter((other) => other !== part);
        const [least, most] = [
          others.reduce((sum, other) => sum + spanOf(other).low, 0),
          others.reduce((sum, other) => sum + spanOf(other).high, 0),
        ];
        isNew = narrow(part, spanOf(whole).low - most, spanOf(whole).high - least) || isNew;
      }
    }
  }
  for (const cell of hidden)
    expect([spanOf(cell).low <= 0, spanOf(cell).high >= 9], `${cell} ${JSON.stringify(spanOf(cell))}`).toEqual([
      true,
      true,
    ]);
});

test('anybody reads pages and files: the same for all, no cookie, kept by caches, in Thai and English', async () => {
  const page = await read('/open-data/');
  expect(page.status).toBe(200);
  expect(page.headers.get('set-cookie')).toBeNull();
  expect(page.headers.get('cache-control')).toBe('public, max-age=300');
  const thai = await page.text();
  expect(thai).toContain(`ธันวาคม ${Number(year) + 543}`);
  expect(thai).toContain('ไม่แสดง');
  expect(thai).not.toContain('<script');
  expect(await (await read('/open-data/en')).text()).toContain(`December ${year}`);
  const province = await (await read('/open-data/en/province/65')).text();
  expect(province).toContain('Phitsanulok');
  expect(province).toContain('not shown');
  expect((await read('/open-data/province/99')).status).toBe(404);
  const tag = page.headers.get('etag') ?? '';
  expect((await read('/open-data/', { 'if-none-match': tag })).status).toBe(304);

  const csv = await read(`/open-data/sets/${year}-12/v1/incidents.csv`);
  expect(csv.headers.get('cache-control')).toContain('immutable');
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(await csv.text()).toContain('"province","65","พิษณุโลก","Phitsanulok"');
  const shapes = (await (await read('/open-data/areas/provinces.geojson')).json()) as {
    attribution: string;
    features: { id: string; geometry: { coordinates: number[][][][] } }[];
  };
  expect(shapes.attribution).toContain('Natural Earth');
  expect(shapes.features).toHaveLength(77);
  // RFC 7946: the outer ring against the clock, closed, longitude first.
  for (const { geometry } of shapes.features)
    for (const [outer = []] of geometry.coordinates) {
      const area = outer.reduce((sum, [x = 0, y = 0], at) => {
        const [nextX = 0, nextY = 0] = outer[at + 1] ?? outer[0] ?? [];
        return sum + x * nextY - nextX * y;
      }, 0);
      expect(area).toBeGreaterThan(0);
      expect(outer.at(-1)).toEqual(outer[0]);
      expect(outer[0]?.[0]).toBeGreaterThan(90);
    }
  expect(await (await read('/open-data/dictionary.csv')).text()).toContain('not-shown');
  expect(await (await read('/open-data/licence.txt')).text()).toContain('CC BY 4.0');
});

test('a correction is a version of its own with its note; the one before stays as it was', async () => {
  const month = `${year}-12`;
  const path = (version: number) => `/open-data/sets/${month}/v${version}/incidents.csv`;
  const before = await (await read(path(1))).text();
  await happen(month, [{ district: '6501', type: 'unknown', n: 25 }]);
  expect((await propose({ period: month })).body).toMatchObject({ code: 'insight/note-needed' });
  const wrong = await propose({ period: month, note: 'ยังไม่ครบ' });
  const discard = { reason: 'รอข้อมูลอีกสถานี' };
  expect(await statistician.post(`/api/v1/publications/${wrong.body.id}/discard`, discard)).toMatchObject({
    status: 200,
  });
  await release({ period: month, note: 'เพิ่มเหตุที่บันทึกช้า 25 เหตุ' });
  expect(await (await read(path(1))).text()).toBe(before);
  expect(await (await read(path(2))).text()).not.toBe(before);
  expect(await (await read('/open-data/')).text()).toContain('เพิ่มเหตุที่บันทึกช้า 25 เหตุ');
  const { publications, due } = (await desk.get<Publications>('/api/v1/publications')).body;
  const ofMonth = publications.filter(({ period }) => period === month);
  expect(ofMonth.map(({ status, version }) => [status, version])).toEqual(
    expect.arrayContaining([
      ['published', 1],
      ['published', 2],
      ['discarded', null],
    ]),
  );
  expect(due.some(({ period }) => period === month)).toBe(false);
});

test('the annual report says of months and provinces what was published of them, and no more', async () => {
  const path = '/api/v1/insight/annual-reports';
  const made = await statistician.post<{ id: string }>(path, { calendar: 'calendar', year: Number(year) });
  expect(made, JSON.stringify(made.body)).toMatchObject({ status: 200 });
  const answer = await read(`${path}/${made.body.id}/files/tables-csv.zip`, { cookie: desk.cookie });
  const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
  const figureOf = (table: string, row: string, column: string): string | undefined => {
    const [head = [], ...lines] = parse(Buffer.from(files[`${table}.csv`] ?? []), { bom: true }) as string[][];
    return lines.find(([code]) => code === row)?.[head.indexOf(column)];
  };
  const districts = await countsOf(`/open-data/sets/${year}/v1/districts.json`);
  expect(figureOf('provinces', '65', 'confinement')).toBe(`${find(districts, '65', 'confinement')}`);
  // Three a month: each month hides them, so the year does.
  expect(figureOf('provinces', ELSEWHERE[0] ?? '', 'confinement')).toBe('not-shown');
  const [first = ''] = months;
  const month = await countsOf(`/open-data/sets/${first}/v1/incidents.json`);
  for (const kind of PUBLIC_KINDS)
    expect(figureOf('months', first, kind)).toBe(`${find(month, NATION, kind) ?? 'not-shown'}`);
});

test('neither a month that is not over nor a province publishes anything', async () => {
  expect((await propose({ period: today.slice(0, 7) })).body).toMatchObject({
    code: 'insight/not-over',
  });
  expect((await propose({ period: addDays(today, 400).slice(0, 7) })).body).toMatchObject({
    code: 'insight/not-over',
  });
  const provincial = await system.officer('analyst');
  expect((await propose({ period: `${year}-06` }, provincial)).body).toMatchObject({
    code: 'insight/not-national',
  });
  expect((await (await system.officer('superintendent')).get('/api/v1/publications')).status).toBe(403);
});

test('a month on one page is for whoever may read its figures', async () => {
  const superintendent = await system.officer('superintendent');
  const { agencies } = (await superintendent.get<InsightScopes>('/api/v1/insight/scopes')).body;
  const asked = (query: string, by = superintendent) =>
    fetch(`${system.url}/api/v1/insight/brief?month=${year}-11&${query}`, { headers: { cookie: by.cookie } });
  const own = await asked(`agencyId=${agencies[0]?.id}`);
  expect([own.status, own.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect((await asked('province=65')).status).toBe(403);
  const province = readPdfText(new Uint8Array(await (await asked('province=65&lang=en', desk)).arrayBuffer()));
  expect(province).toContain('November');
  const now = await fetch(`${system.url}/api/v1/insight/brief?month=${today.slice(0, 7)}`, {
    headers: { cookie: desk.cookie },
  });
  expect(now.status).toBe(422);
});
