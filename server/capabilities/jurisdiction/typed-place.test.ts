import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildTypedPlaceFinder } from './typed-place.ts';

type Row = { code: string; name_th: string; name_en: string; lat: string; lng: string };
const read = (level: string): Row[] =>
  parse(readFileSync(new URL(`../../../database/reference-data/${level}.csv`, import.meta.url)), { columns: true });
const areas = ['provinces', 'districts', 'subdistricts']
  .flatMap(read)
  .map(({ code, name_th: nameTh, name_en: nameEn, lat, lng }) => {
    return { code, nameTh, nameEn, position: { lat: Number(lat), lng: Number(lng) } };
  });
const { listTypedPlaces, findTypedPlace } = buildTypedPlaceFinder(areas);
const codes = (text: string) => listTypedPlaces(text).map(({ code }) => code);

test.each([
  ['ต.ในเมือง อ.เมืองพิษณุโลก', ['650101']],
  ['ต.ในเมือง อ.เมือง จ.พิษณุโลก', ['650101']],
  ['ต.ในเมืองอ.เมืองพิษณุโลกจ.พิษณุโลก', ['650101']],
  ['ต ท่าโพธิ์ อ เมือง จ พิษณุโลก', ['650106']],
  ['ตำบล วัดโบสถ์ อำเภอ วัดโบสถ์', ['650701']],
  ['หัวรอ พิษณุโลก', ['650111']],
  ['อ.เเม่สอด จ.ตาก', ['6306']],
  ['ต. ในเมือง อ. เมือง จ. พิษณุโลก', ['650101']],
  ['แขวงพระบรมมหาราชวัง เขตพระนคร กทม.', ['100101']],
  ['Nai Mueang, Mueang Phitsanulok', ['650101']],
  ['hua-ro, PHITSANULOK', ['650111']],
  ['Tambon Wat Bot, Amphoe Wat Bot, Phitsanulok', ['650701']],
  ['Wat Bot District, Phitsanulok Province', ['6507']],
  ['หน้าเซเว่น ซอย 3 ต.สมอแข อ.เมือง พิษณุโลก ใกล้วัด', ['650107']],
])('%s', (text, expected) => {
  expect(codes(text)).toEqual(expected);
});

test('a district and a subdistrict of the same name are both offered, the smaller first', () => {
  const places = listTypedPlaces('วัดโบสถ์ พิษณุโลก');
  expect(places.map(({ name }) => name.th)).toEqual(['ต.วัดโบสถ์ อ.วัดโบสถ์ จ.พิษณุโลก', 'อ.วัดโบสถ์ จ.พิษณุโลก']);
  expect(places.map(({ name }) => name.en)).toEqual(['Wat Bot, Wat Bot, Phitsanulok', 'Wat Bot, Phitsanulok']);
});

test.each([
  'เขาตีหนูอยู่ที่บ้านใหม่ กลัวมาก ไม่ได้ยินเลย',
  'พานจะตีแม่ ยอดเงินไม่มี',
  'ช่วยด้วย โดนขังในบ้าน',
  'help me, no one is at home',
  'พิษณุโลก',
  'จ.พิษณุโลก',
  'ต.ในเมือง',
  'อ.เมือง',
  'ต.ในเมือง อ.เมือง',
  '',
])('no place is read out of: %s', (text) => {
  expect(listTypedPlaces(text)).toEqual([]);
});

test('a name that is part of a longer one is not found', () => {
  expect(codes('ต.วัดจันทร์ อ.เมืองพิษณุโลก')).toEqual(['650103']);
  expect(codes('เขตพระนครศรีอยุธยา')).not.toContain('1001');
});

test('names that run into other words are found but uncertain', () => {
  expect(listTypedPlaces('ผมอยู่บ้านไร่พิษณุโลก')).toMatchObject([{ code: '650502', isSure: false }]);
  expect(listTypedPlaces('ต.บ้านไร่ พิษณุโลก')).toMatchObject([{ code: '650502', isSure: true }]);
});

test('a place has the approximate radius of its area, and is found again by its code', () => {
  const [place] = listTypedPlaces('ต.ในเมือง อ.เมืองพิษณุโลก');
  expect(place).toMatchObject({ shortName: { th: 'ต.ในเมือง พิษณุโลก' }, position: { lat: 16.81388, lng: 100.26003 } });
  expect(place?.accuracyMetres).toBeGreaterThanOrEqual(1000);
  expect(place?.accuracyMetres).toBeLessThan(10_000);
  expect(findTypedPlace('650101')).toEqual(place);
  expect(findTypedPlace('65')).toBeUndefined();
  expect(findTypedPlace('999999')).toBeUndefined();
});

test('every subdistrict is found by its full address, and its button is short enough', () => {
  const subdistricts = areas.filter(({ code }) => code.length === 6);
  fc.assert(
    fc.property(fc.constantFrom(...subdistricts), ({ code }) => {
      const place = findTypedPlace(code);
      expect(place?.shortName.th.length).toBeLessThanOrEqual(20);
      expect(place?.shortName.en.length).toBeLessThanOrEqual(20);
      expect(codes(place?.name.th ?? '')).toContain(code);
    }),
    { seed: 65, numRuns: 400 },
  );
});

test('any text gives at most four places, each in Thailand', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(listTypedPlaces(text).length).toBeLessThanOrEqual(4);
    }),
    { seed: 1300, numRuns: 300 },
  );
});
