import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Fix, metresBetween, saysMore, watchFixes } from './fixes.ts';

const at = '2026-11-29T07:00:00.000Z';
const fix = (accuracyMetres: number, lat = 16.82, lng = 100.26): Fix => ({
  ...{ lat, lng, source: 'device-gps', accuracyMetres, at },
});

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('the first fix is used, however bad; then 80 m and 12 m improve it', () => {
  expect(saysMore(undefined, fix(1500))).toBe(true);
  expect(saysMore(fix(1500), fix(80))).toBe(true);
  expect(saysMore(fix(80), fix(12))).toBe(true);
  expect(saysMore(fix(80), fix(70))).toBe(false);
});

test('a step out of the circle is used, a jump of a worse fix is not', () => {
  const north = 0.001; // 111 m
  expect(saysMore(fix(50), fix(50, 16.82 + north))).toBe(true);
  expect(saysMore(fix(200), fix(200, 16.82 + north))).toBe(false);
  expect(saysMore(fix(50), fix(900, 16.82 + north))).toBe(false);
});

test('whatever the device says, what is used never gets less accurate', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ metres: fc.nat(5000), lat: fc.double({ min: 5, max: 21, noNaN: true }) }), {
        maxLength: 30,
      }),
      (heard) => {
        let last: Fix | undefined;
        for (const { metres, lat } of heard) {
          const next = fix(metres, lat);
          if (!saysMore(last, next)) continue;
          expect(next.accuracyMetres).toBeLessThanOrEqual(last?.accuracyMetres ?? Number.POSITIVE_INFINITY);
          last = next;
        }
        expect(last === undefined).toBe(heard.length === 0);
      },
    ),
  );
});

test('distances are right to a percent', () => {
  expect(metresBetween({ lat: 16.82, lng: 100.26 }, { lat: 16.83, lng: 100.26 })).toBeCloseTo(1112, -1);
});

/** A device that says what the test says. */
function fakeDevice() {
  let watch: { good: PositionCallback; bad: PositionErrorCallback } | undefined;
  const heard: unknown[] = [];
  const geolocation = {
    watchPosition(good: PositionCallback, bad: PositionErrorCallback) {
      watch = { good, bad };
      return 1;
    },
    clearWatch() {
      watch = undefined;
    },
  } as unknown as Geolocation;
  const stop = watchFixes(
    {
      onFix: ({ accuracyMetres }) => heard.push(accuracyMetres),
      onError: (error) => heard.push(error),
      onEnd: () => heard.push('end'),
    },
    geolocation,
  );
  const coords = (accuracy: number) => ({ latitude: 16.82, longitude: 100.26, accuracy });
  return {
    heard,
    stop,
    isWatching: () => watch !== undefined,
    says: (accuracy: number) =>
      watch?.good({ coords: coords(accuracy), timestamp: Date.parse(at) } as unknown as GeolocationPosition),
    fails: (code: number) => watch?.bad({ code } as GeolocationPositionError),
  };
}

test('it stops as soon as a fix is good enough', () => {
  const device = fakeDevice();
  for (const metres of [1500, 1400, 80, 12, 3]) device.says(metres);
  expect(device.heard).toEqual([1500, 80, 12, 'end']);
  expect(device.isWatching()).toBe(false);
});

test('it gives up after 20 s, and says so only if nothing was found', () => {
  const found = fakeDevice();
  found.says(300);
  const nothing = fakeDevice();
  vi.advanceTimersByTime(20_000);
  expect(found.heard).toEqual([300, 'end']);
  expect(nothing.heard).toEqual(['timeout', 'end']);
});

test('a refusal is a fact and ends it; a moment without signal does not', () => {
  const refused = fakeDevice();
  refused.fails(1);
  expect(refused.heard).toEqual(['denied', 'end']);
  const later = fakeDevice();
  later.fails(2);
  later.says(15);
  expect(later.heard).toEqual(['unavailable', 15, 'end']);
});

test('a browser that knows no positions says so at once', () => {
  const heard: string[] = [];
  watchFixes(
    { onFix: () => heard.push('fix'), onError: (error) => heard.push(error), onEnd: () => heard.push('end') },
    undefined,
  );
  expect(heard).toEqual(['unavailable', 'end']);
});
