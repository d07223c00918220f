import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isVague } from '#contract/vague-place';
import type { Fix } from './fixes.ts';
import { isTooFar, type Pin, pinAccuracy, whichCounts, zoomFor } from './pin-place.ts';

const at = '2026-11-29T02:00:00.000Z';
const pinOf = (accuracyMetres: number): Pin => ({ lat: 16.8, lng: 100.2, source: 'web-pin', accuracyMetres, at });
const fixOf = (accuracyMetres: number): Fix => ({ lat: 16.8, lng: 100.2, source: 'device-gps', accuracyMetres, at });
const somewhere = fc.record({
  lat: fc.double({ min: 5, max: 21, noNaN: true }),
  zoom: fc.double({ min: 0, max: 18, noNaN: true }),
});

test('a pin on a street map is as good as a thumb at its zoom, never better than ten metres', () => {
  expect(pinAccuracy({ lat: 16.8, zoom: 18 }, 'streets')).toBe(10);
  expect(pinAccuracy({ lat: 16.8, zoom: 15 }, 'streets')).toBe(55);
  expect(isTooFar(pinAccuracy({ lat: 16.8, zoom: 5 }, 'streets'))).toBe(true);
});

test('on a map without streets no zoom makes a pin better than the name of its subdistrict', () => {
  fc.assert(
    fc.property(somewhere, fc.option(fc.integer({ min: 600, max: 40_000 })), (place, radiusMetres) => {
      const metres = pinAccuracy(place, { radiusMetres });
      expect(metres).toBeGreaterThanOrEqual(radiusMetres ?? 1000);
      expect(isVague(metres)).toBe(true);
      expect(metres).toBeGreaterThanOrEqual(pinAccuracy(place, 'streets'));
    }),
  );
});

test('the map begins with the whole circle in it, and without streets never closer than the districts', () => {
  fc.assert(
    fc.property(fc.double({ min: 5, max: 21, noNaN: true }), fc.integer({ min: 1, max: 30_000 }), (lat, accuracy) => {
      const zoom = zoomFor({ lat, lng: 100 }, accuracy, false);
      const metresPerPixel = (40_075_017 * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** zoom);
      expect(280 * metresPerPixel).toBeGreaterThan(2 * accuracy);
      expect(zoomFor({ lat, lng: 100 }, accuracy, true)).toBeLessThanOrEqual(9.5);
    }),
  );
});

test('a pin counts before the telephone, save where it names an area and the telephone a smaller one', () => {
  expect(whichCounts(undefined, undefined)).toBeUndefined();
  expect(whichCounts(undefined, fixOf(12))).toMatchObject({ source: 'device-gps' });
  expect(whichCounts(pinOf(4200), undefined)).toMatchObject({ source: 'web-pin' });
  expect(whichCounts(pinOf(30), fixOf(12))).toMatchObject({ source: 'web-pin' });
  expect(whichCounts(pinOf(4200), fixOf(12))).toMatchObject({ source: 'device-gps' });
  expect(whichCounts(pinOf(4200), fixOf(9000))).toMatchObject({ source: 'web-pin' });
});
