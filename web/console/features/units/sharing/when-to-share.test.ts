import { expect, test } from 'vitest';
import { type Fix, isWorthSharing, metresBetween } from './when-to-share.ts';

const at = (seconds: number, lat = 16.82): Fix => ({ lat, lng: 100.26, accuracyMetres: 10, at: seconds * 1000 });
const full = { percent: 80, isCharging: false };
const low = { percent: 12, isCharging: false };

test('every five seconds when moving, every twenty when not', () => {
  expect(isWorthSharing(null, at(0), full)).toBe(true);
  expect(isWorthSharing(at(0), at(4, 16.83), full)).toBe(false);
  expect(isWorthSharing(at(0), at(5, 16.83), full)).toBe(true);
  expect(isWorthSharing(at(0), at(15), full)).toBe(false);
  expect(isWorthSharing(at(0), at(20), full)).toBe(true);
});

test('with a low battery a third as often, unless it is charging or the level is unknown', () => {
  expect(isWorthSharing(at(0), at(10, 16.83), low)).toBe(false);
  expect(isWorthSharing(at(0), at(15, 16.83), low)).toBe(true);
  expect(isWorthSharing(at(0), at(30), low)).toBe(false);
  expect(isWorthSharing(at(0), at(10, 16.83), { ...low, isCharging: true })).toBe(true);
  expect(isWorthSharing(at(0), at(10, 16.83), { percent: null, isCharging: false })).toBe(true);
});

test('movement within the accuracy of the position does not count', () => {
  const wandered = { ...at(10, 16.8202), accuracyMetres: 100 };
  expect(metresBetween(at(0), wandered)).toBeGreaterThan(15);
  expect(isWorthSharing(at(0), wandered, full)).toBe(false);
  expect(isWorthSharing(at(0), { ...wandered, accuracyMetres: 10 }, full)).toBe(true);
});

test('distance in a straight line', () => {
  // A degree of latitude is 111.2 km on a sphere of 6,371 km.
  expect(metresBetween({ lat: 16, lng: 100 }, { lat: 17, lng: 100 })).toBeCloseTo(111_195, -2);
});
