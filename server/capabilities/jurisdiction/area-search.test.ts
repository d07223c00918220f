import { expect, test } from 'vitest';
import { buildAreaSearch } from './area-search.ts';
import type { AdministrativeArea } from './place-in-words.ts';

const area = (code: string, nameTh: string, nameEn: string, lat: number, lng: number) =>
  ({ code, nameTh, nameEn, position: { lat, lng } }) as AdministrativeArea;
const AREAS = [
  area('65', 'พิษณุโลก', 'Phitsanulok', 16.82, 100.26),
  area('6501', 'เมืองพิษณุโลก', 'Mueang Phitsanulok', 16.82, 100.26),
  area('650101', 'ในเมือง', 'Nai Mueang', 16.82, 100.26),
  area('650102', 'วังน้ำคู้', 'Wang Nam Khu', 16.73, 100.3),
  area('40', 'ขอนแก่น', 'Khon Kaen', 16.43, 102.83),
  area('4001', 'เมืองขอนแก่น', 'Mueang Khon Kaen', 16.43, 102.83),
  area('400101', 'ในเมือง', 'Nai Mueang', 16.43, 102.83),
];
const search = buildAreaSearch(AREAS, (code) => {
  const found = AREAS.find((one) => one.code === code);
  const name = { th: found?.nameTh ?? '', en: found?.nameEn ?? '' };
  return found && { code, name, shortName: name, position: found.position, accuracyMetres: 1000, isSure: true };
});
const codes = (text: string, near = { lat: 16.8, lng: 100.2 }) => search(text, near, 8).map(({ code }) => code);

test('the first letters find the area, those near the desk first', () => {
  expect(codes('ในเ')).toEqual(['650101', '400101']);
  expect(codes('ในเมือง', { lat: 16.4, lng: 102.8 })).toEqual(['400101', '650101']);
});

test('a further word narrows it to its district or province; what kind of area it is may be said or not', () => {
  expect(codes('ในเมือง ขอนแก่น')).toEqual(['400101']);
  expect(codes('ต.วังน้ำคู้ อ.เมืองพิษณุโลก')).toEqual(['650102']);
  expect(codes('ตำบลวังน้ำ')).toEqual(['650102']);
  expect(codes('wang nam khu')).toEqual([]);
  expect(codes('wang')).toEqual(['650102']);
});

test('nothing typed and nothing known find nothing', () => {
  expect(codes('')).toEqual([]);
  expect(codes('ไม่มีที่ไหน')).toEqual([]);
});
