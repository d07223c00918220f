import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AdministrativePlace } from './jurisdiction.ts';
import {
  changePlaceDetail,
  joinPlaceDetails,
  placeDetailSchema,
  placeLabelBeyond,
  withoutPlaceDetail,
} from './place-detail.ts';

const place: AdministrativePlace = {
  ...{ subdistrictTh: 'บ้านคลอง', districtTh: 'เมืองพิษณุโลก', provinceTh: 'พิษณุโลก' },
  ...{ subdistrictEn: 'Ban Khlong', districtEn: 'Mueang Phitsanulok', provinceEn: 'Phitsanulok' },
  ...{ subdistrictCode: '650110', districtCode: '6501', provinceCode: '65', precision: 'approximate' as const },
};

test('what was typed is one line: pasted line breaks and signs that cannot be seen do not hide words', () => {
  expect(placeDetailSchema.parse(' 99/7\nซอย 3\t หลังวัด\u200b ประตูเขียว ')).toBe('99/7 ซอย 3 หลังวัด ประตูเขียว');
});

describe('several people say where it is', () => {
  test('the newest words lead, and nothing is said twice', () => {
    expect(joinPlaceDetails('99/7 ซอย 3', null, 'หลังวัด', '99/7')).toBe('99/7 ซอย 3 · หลังวัด');
    expect(joinPlaceDetails('99/7', '99/7 ซอย 3')).toBe('99/7 ซอย 3');
    expect(joinPlaceDetails(null, undefined, ' ')).toBeNull();
  });

  test('who goes on typing replaces their own words and keeps what somebody else wrote meanwhile', () => {
    expect(changePlaceDetail('99/7', '99/7', '99/7 หลังวัด')).toBe('99/7 หลังวัด');
    expect(changePlaceDetail('99/7 · ประตูเขียว', '99/7', '99/9')).toBe('99/9 · ประตูเขียว');
    expect(changePlaceDetail('99/7', '99/7', null)).toBeNull();
    expect(changePlaceDetail('ประตูเขียว', '99/7', null)).toBe('ประตูเขียว');
  });

  test('what a merge brought goes again with it', () => {
    const merged = joinPlaceDetails('99/7', 'ห้อง 12');
    expect(withoutPlaceDetail(merged, 'ห้อง 12')).toBe('99/7');
  });

  test('whatever two people write at once, the words of both are there', () => {
    const line = fc.string({ minLength: 1, maxLength: 40 }).map((text) => `a${text.replace(/[\s·]/g, '')}`);
    fc.assert(
      fc.property(line, line, line, (was, mine, theirs) => {
        const both = changePlaceDetail(theirs, was, mine) ?? '';
        expect(both).toContain(mine);
        if (theirs !== was) expect(both).toContain(theirs);
      }),
      { seed: 191, numRuns: 200 },
    );
  });
});

describe("a pin's own words", () => {
  test.each([
    '99/7 ถ.มิตรภาพ ต.บ้านคลอง อ.เมืองพิษณุโลก จ.พิษณุโลก 65000',
    'เซ็นทรัล พิษณุโลก',
    '12 Mittraphap Rd, Ban Khlong, Phitsanulok 65000, Thailand',
  ])('say more than the area: %s', (label) => expect(placeLabelBeyond(label, place)).toBe(label));

  test.each([
    'ต.บ้านคลอง อ.เมืองพิษณุโลก',
    'ตำบล บ้านคลอง อำเภอ เมืองพิษณุโลก พิษณุโลก 65000 ประเทศไทย',
    'Ban Khlong, Mueang Phitsanulok, Phitsanulok 65000, Thailand',
    'ตำแหน่งที่ตั้ง',
    'Shared location',
    '',
    null,
  ])('say no more: %s', (label) => expect(placeLabelBeyond(label, place)).toBeNull());
});
