import { expect, test } from 'vitest';
import { repeatsPlace } from './short-place.ts';

const place = {
  subdistrictCode: '650101',
  subdistrictTh: 'ในเมือง',
  subdistrictEn: 'Nai Mueang',
  districtCode: '6501',
  districtTh: 'เมืองพิษณุโลก',
  districtEn: 'Mueang Phitsanulok',
  provinceCode: '65',
  provinceTh: 'พิษณุโลก',
  provinceEn: 'Phitsanulok',
  precision: 'exact' as const,
};

test('an address that says subdistrict, district and province needs no second line; anything less does', () => {
  const address = 'โรงแรมสมมติ · 55/5 ถนนพญาเสือ ตำบลในเมือง อำเภอเมือง พิษณุโลก 65000';
  expect(repeatsPlace(address, place, 'th')).toBe(true);
  expect(repeatsPlace('แถว ต.ในเมือง อ.เมืองพิษณุโลก', place, 'th')).toBe(true);
  // Another subdistrict than the pin's, or only a house number: both lines are needed.
  expect(repeatsPlace('ตำบลวัดจันทร์ อำเภอเมือง พิษณุโลก', place, 'th')).toBe(false);
  expect(repeatsPlace('99/9 อยู่ในเมือง พิษณุโลก', place, 'th')).toBe(false);
  expect(repeatsPlace(null, place, 'th')).toBe(false);
  // In English the English text is shown once.
  expect(repeatsPlace(address, place, 'en')).toBe(false);
  expect(repeatsPlace('55/5 Phayasuea Rd, Nai Mueang, Mueang Phitsanulok, Phitsanulok', place, 'en')).toBe(true);
});
