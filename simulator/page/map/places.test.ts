import { expect, test } from 'vitest';
import { districts, nearestDistrict, provinces, searchPlaces } from './places.ts';

test('the tables give 77 provinces and 928 districts with points inside Thailand', () => {
  expect([provinces.length, districts.length]).toEqual([77, 928]);
  const outside = [...provinces, ...districts].filter(
    ({ lat, lng }) => !(lat > 5 && lat < 21 && lng > 97 && lng < 106.5),
  );
  expect(outside).toEqual([]);
  expect(districts.every((district) => district.province !== undefined)).toBe(true);
});

test('a search finds Thai and English names, names that begin so first', () => {
  expect(searchPlaces('พิษณุ')[0]?.th).toBe('พิษณุโลก');
  expect(searchPlaces('phitsan')[0]?.th).toBe('พิษณุโลก');
  expect(searchPlaces('นครไทย')[0]).toMatchObject({ th: 'นครไทย', province: { th: 'พิษณุโลก' } });
  expect(searchPlaces('  ')).toEqual([]);
});

test('the nearest district of the clock tower in Phitsanulok is its own', () => {
  expect(nearestDistrict(16.8211, 100.2659)?.th).toBe('เมืองพิษณุโลก');
});
