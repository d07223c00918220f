import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Agency } from '#contract/jurisdiction';
import { buildPlaceSearch } from './place-search.ts';
import { buildTypedPlaceFinder } from './typed-place.ts';

type Row = { code: string; kind: string; name_th: string; name_en: string; lat: string; lng: string };
const read = (path: string): Row[] =>
  parse(readFileSync(new URL(`../../../database/${path}.csv`, import.meta.url)), { columns: true });
const positionOf = ({ lat, lng }: Row) => ({ lat: Number(lat), lng: Number(lng) });
const areas = ['provinces', 'districts', 'subdistricts']
  .flatMap((level) => read(`reference-data/${level}`))
  .map((row) => ({ code: row.code, nameTh: row.name_th, nameEn: row.name_en, position: positionOf(row) }));
const agencies = read('demo-data/agencies-police').map(
  (row) =>
    ({
      ...{ code: row.code, kind: row.kind, nameTh: row.name_th, nameEn: row.name_en || null },
      ...{ position: positionOf(row), isActive: true },
    }) as Agency,
);
const typed = buildTypedPlaceFinder(areas);
const { search, listWholeMatches } = buildPlaceSearch(areas, agencies, typed.findTypedPlace);
const PHITSANULOK = { lat: 16.82, lng: 100.26 };
const areasOf = (text: string, near = PHITSANULOK) =>
  search(text, { near, limit: 8, only: 'areas' }).map(({ nameTh }) => nameTh);
const stationsOf = (text: string, near = PHITSANULOK) =>
  search(text, { near, limit: 8, only: 'agencies', accept: ({ kind }) => kind === 'station' }).map(
    ({ nameTh }) => nameTh,
  );

test.each([
  ['wang thong', 'อ.วังทอง จ.พิษณุโลก'],
  ['Wang Thong, Phitsanulok', 'อ.วังทอง จ.พิษณุโลก'],
  ['wangthong', 'อ.วังทอง จ.พิษณุโลก'],
  ['hua hin prachuap', 'อ.หัวหิน จ.ประจวบคีรีขันธ์'],
  ['bang rak', 'เขตบางรัก กรุงเทพมหานคร'],
  ['bang rak bangkok', 'เขตบางรัก กรุงเทพมหานคร'],
  ['phitsanulok', 'อ.เมืองพิษณุโลก จ.พิษณุโลก'],
  ['pitsanulok', 'อ.เมืองพิษณุโลก จ.พิษณุโลก'],
  ['muang phitsanulok', 'อ.เมืองพิษณุโลก จ.พิษณุโลก'],
  ['Mueang Phitsanulok District', 'อ.เมืองพิษณุโลก จ.พิษณุโลก'],
  ['nakorn thai', 'อ.นครไทย จ.พิษณุโลก'],
  ['Amphoe Wat Bot', 'อ.วัดโบสถ์ จ.พิษณุโลก'],
  ['tambon hua ro', 'ต.หัวรอ อ.เมืองพิษณุโลก จ.พิษณุโลก'],
  ['ต. ในเมือง', 'ต.ในเมือง อ.เมืองพิษณุโลก จ.พิษณุโลก'],
  ['ต.ในเมืองอ.เมืองพิษณุโลก', 'ต.ในเมือง อ.เมืองพิษณุโลก จ.พิษณุโลก'],
  ['ต.ในเมืองอ.เมืองจ.พิษณุโลก', 'ต.ในเมือง อ.เมืองพิษณุโลก จ.พิษณุโลก'],
  ['ตำบล ในเมือง อำเภอ เมือง จังหวัด พิษณุโลก 65000', 'ต.ในเมือง อ.เมืองพิษณุโลก จ.พิษณุโลก'],
  ['ต ในเมือง อ เมือง', 'ต.ในเมือง อ.เมืองพิษณุโลก จ.พิษณุโลก'],
  ['ในเมือง,พิษณุโลก', 'ต.ในเมือง อ.เมืองพิษณุโลก จ.พิษณุโลก'],
  ['ในเมืองพิษณุโลก', 'ต.ในเมือง อ.เมืองพิษณุโลก จ.พิษณุโลก'],
  ['จ.พิษณุโลก อ.เมือง ต.ในเมือง', 'ต.ในเมือง อ.เมืองพิษณุโลก จ.พิษณุโลก'],
  ['ในเมือง ขอนแก่น', 'ต.ในเมือง อ.เมืองขอนแก่น จ.ขอนแก่น'],
  ['ในเ', 'ต.ในเมือง อ.เมืองพิษณุโลก จ.พิษณุโลก'],
  ['เเม่สอด', 'อ.แม่สอด จ.ตาก'],
  ['แม่สอด ตาก', 'อ.แม่สอด จ.ตาก'],
  ['ตาก', 'อ.เมืองตาก จ.ตาก'],
  ['พิษนุโลก', 'อ.เมืองพิษณุโลก จ.พิษณุโลก'],
  ['วัดโบส', 'อ.วัดโบสถ์ จ.พิษณุโลก'],
  ['หมู่ 3 ต.บ้านคลอง', 'หมู่ 3 ต.บ้านคลอง อ.เมืองพิษณุโลก จ.พิษณุโลก'],
  ['99/1 ม.๓ ต.บ้านคลอง อ.เมือง', '99/1 ม.๓ ต.บ้านคลอง อ.เมืองพิษณุโลก จ.พิษณุโลก'],
  ['12 ถ.พญาเสือ ต.ในเมือง พิษณุโลก', '12 ถ.พญาเสือ ต.ในเมือง อ.เมืองพิษณุโลก จ.พิษณุโลก'],
  ['แขวงสีลม กทม', 'แขวงสีลม เขตบางรัก กรุงเทพมหานคร'],
  ['สีลม บางรัก กทม.', 'แขวงสีลม เขตบางรัก กรุงเทพมหานคร'],
  ['สีลม กรุงเทพฯ', 'แขวงสีลม เขตบางรัก กรุงเทพมหานคร'],
  ['silom bkk', 'แขวงสีลม เขตบางรัก กรุงเทพมหานคร'],
  ['อ.สนามชัยเขต', 'อ.สนามชัยเขต จ.ฉะเชิงเทรา'],
  ['สนามบิน', 'แขวงสนามบิน เขตดอนเมือง กรุงเทพมหานคร'],
  ['แขวงถนนเพชรบุรี', 'แขวงถนนเพชรบุรี เขตราชเทวี กรุงเทพมหานคร'],
  ['ถนนเพชรบุรี', 'แขวงถนนเพชรบุรี เขตราชเทวี กรุงเทพมหานคร'],
  ['ต.ถนนใหญ่', 'ต.ถนนใหญ่ อ.เมืองลพบุรี จ.ลพบุรี'],
])('%s finds its area', (text, first) => {
  expect(areasOf(text)[0]).toBe(first);
});

test('places near the given position come first', () => {
  expect(areasOf('ในเมือง')[0]).toContain('พิษณุโลก');
  expect(areasOf('ในเมือง', { lat: 16.4, lng: 102.8 })[0]).toContain('ขอนแก่น');
  for (const text of ['hua hin', 'huahin', 'หัวหิน']) {
    // Also far from both: a district is listed before a subdistrict of Kalasin with the same name.
    expect(areasOf(text)[0]).toBe('อ.หัวหิน จ.ประจวบคีรีขันธ์');
    expect(areasOf(text, { lat: 13.1, lng: 99.9 })[0]).toBe('อ.หัวหิน จ.ประจวบคีรีขันธ์');
  }
});

test.each([
  ['สภ. เมืองพิษณุโลก', 'สภ.เมืองพิษณุโลก'],
  ['สภ.เมืองพิษณุโลก', 'สภ.เมืองพิษณุโลก'],
  ['สภเมืองพิษณุโลก', 'สภ.เมืองพิษณุโลก'],
  ['สถานีตำรวจภูธรวังทอง', 'สภ.วังทอง'],
  ['สถานีตำรวจภูธร อำเภอวังทอง', 'สภ.วังทอง'],
  ['สภ.อ.วังทอง', 'สภ.วังทอง'],
  ['โรงพัก วังทอง', 'สภ.วังทอง'],
  ['วังทอง', 'สภ.วังทอง'],
  ['สภ.ลำพูน', 'สภ.เมืองลำพูน'],
  ['ลำพูน', 'สภ.เมืองลำพูน'],
  ['สถานีตำรวจนครบาลบางรัก', 'สน.บางรัก'],
  ['สน. บางรัก', 'สน.บางรัก'],
  ['บางรัก กทม', 'สน.บางรัก'],
  ['Wang Thong Police Station', 'สภ.วังทอง'],
  ['wang thong', 'สภ.วังทอง'],
  ['muang phitsanulok police', 'สภ.เมืองพิษณุโลก'],
  ['PS65003', agencies.find(({ code }) => code === 'PS65003')?.nameTh ?? ''],
])('%s finds its station', (text, first) => {
  expect(stationsOf(text)[0]).toBe(first);
});

test('an area without a station of its name lists the stations in it, nearest first', () => {
  expect(stationsOf('ต.หัวรอ')[0]).toBeDefined();
  expect(stationsOf('จ.ตาก').length).toBeGreaterThan(3);
});

test('areas and agencies are found together; a text that names a station finds only stations', () => {
  const both = search('วังทอง', { near: PHITSANULOK, limit: 8 });
  expect(
    both
      .slice(0, 3)
      .map(({ agency }) => agency?.nameTh ?? 'area')
      .sort(),
  ).toEqual(['area', 'area', 'สภ.วังทอง']);
  expect(search('สภ.วังทอง', { near: PHITSANULOK, limit: 8 }).every(({ agency }) => agency)).toBe(true);
});

test('"police station" without a name lists the nearest', () => {
  for (const text of ['สภ.', 'สถานีตำรวจ', 'police station']) expect(stationsOf(text)[0]).toBe('สภ.เมืองพิษณุโลก');
});

test('an empty or unknown text finds nothing', () => {
  for (const text of ['', '   ', 'ไม่มีที่ไหนเลยจริงๆ', '123', 'ต.', 'xyzzy'])
    expect(search(text, { limit: 8 }), text).toEqual([]);
});

test.each([
  ['อ.เเม่สอด จ.ตาก', '6306'],
  ['wangthong pitsanulok', '6508'],
  ['พิษนุโลก ต.ในเมือง', '650101'],
])("a reporter's complete text, %s, is a place", (text, code) => {
  expect(listWholeMatches(text, 4).map((place) => place.code)).toContain(code);
});

test('other texts are not a place', () => {
  for (const text of ['ช่วยด้วย โดนขังในบ้าน', 'help me no one is at home', 'เขาตีหนูอยู่ที่บ้านใหม่', 'พิษณุโลก', 'บ้านใหม่'])
    expect(listWholeMatches(text, 4), text).toEqual([]);
});

test('every area is found by its full name in both languages, with and without blanks', () => {
  const smaller = areas.filter(({ code }) => code.length > 2);
  fc.assert(
    fc.property(fc.constantFrom(...smaller), ({ code }) => {
      const name = typed.findTypedPlace(code)?.name;
      for (const text of [name?.th ?? '', (name?.th ?? '').replaceAll(' ', ''), name?.en ?? ''])
        expect(
          search(text, { limit: 50, only: 'areas' }).map((place) => place.code),
          text,
        ).toContain(code);
    }),
    { seed: 18, numRuns: 150 },
  );
});

test('any text gets a result without an error', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('ก', 'น', 'ต.', ' ', 'a', 'n', '1', 'เ', 'สภ.', ','), maxLength: 60 }),
      (text) => {
        expect(search(text, { near: PHITSANULOK, limit: 8 }).length).toBeLessThanOrEqual(8);
      },
    ),
    { seed: 19, numRuns: 60 },
  );
});
