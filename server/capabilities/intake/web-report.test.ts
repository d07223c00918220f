import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeWebReportSchema, newWebReportSchema } from '#contract/citizen-report';
import type { ReportedPosition } from '#contract/position';
import { isPositionNews } from './statements.ts';
import { actionsOf, believable, isSecret, keysOf, photoId, stateOf } from './web-report.ts';

const NOW = new Date('2026-11-29T07:00:00.000Z');
const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000).toISOString();

test('an id has one code and one secret, and no row gives away another', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), (one, other) => {
      const keys = keysOf(one);
      expect(keysOf(one.toUpperCase())).toEqual(keys);
      expect(keys.code).toMatch(/^[2-9A-HJKLMNP-Z]{10}$/);
      expect(isSecret(keys.secret, keys.secretHash)).toBe(true);
      if (one === other) return;
      const others = keysOf(other);
      expect(others.secret).not.toBe(keys.secret);
      expect(isSecret(others.secret, keys.secretHash)).toBe(false);
      for (const stored of [keys.clientHash, keys.code, keys.secretHash])
        expect(isSecret(stored, keys.secretHash)).toBe(false);
    }),
  );
});

test('the device’s time counts if it can be: never later than now, never older than a week', () => {
  expect(believable(minutes(-49), NOW)?.toISOString()).toBe(minutes(-49));
  expect(believable(minutes(90), NOW)).toEqual(NOW);
  expect(believable(minutes(-7 * 24 * 60), NOW)).not.toBeNull();
  expect(believable(minutes(-7 * 24 * 60 - 1), NOW)).toBeNull();
  expect(believable(null, NOW)).toBeNull();
});

const fixOf = (metres: number, accuracyMetres: number, minute: number): ReportedPosition => ({
  ...{ lat: 16.8 + metres / 111_000, lng: 100.2, source: 'device-gps', label: null },
  ...{ accuracyMetres, at: minutes(minute) },
});

test('a better fix counts, a rougher one around it does not, unless they moved or minutes have passed', () => {
  const counts = fixOf(0, 12, 0);
  expect(isPositionNews(fixOf(0, 1500, 0), fixOf(900, 80, 1))).toBe(true);
  expect(isPositionNews(counts, fixOf(300, 900, 1))).toBe(false);
  expect(isPositionNews(counts, fixOf(2000, 900, 1))).toBe(true);
  expect(isPositionNews(counts, fixOf(300, 900, 6))).toBe(true);
  const pin: ReportedPosition = { ...counts, source: 'web-pin', accuracyMetres: null };
  expect(isPositionNews(pin, fixOf(40, 60, 1))).toBe(false);
  expect(isPositionNews(pin, fixOf(10, 20, 1))).toBe(true);
  expect(isPositionNews(counts, { ...pin, lat: 16.81, at: minutes(1) })).toBe(true);
  // On a map without streets a pin says in which subdistrict, and takes no better place away, unless it is another one.
  const area: ReportedPosition = { ...pin, accuracyMetres: 4200, at: minutes(1) };
  expect(isPositionNews(counts, area)).toBe(false);
  expect(isPositionNews(counts, { ...area, accuracyMetres: 30 })).toBe(true);
  expect(isPositionNews(counts, { ...area, lat: 16.9 })).toBe(true);
  expect(isPositionNews(area, fixOf(10, 1500, 2))).toBe(true);
});

test('of fixes at one place the best of the last minutes counts, whatever their order', () => {
  const fixes = fc.array(fc.tuple(fc.integer({ min: 5, max: 3000 }), fc.integer({ min: 0, max: 4 })), {
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(fixes, (said) => {
      let counts: ReportedPosition | null = null;
      for (const [accuracy, minute] of said.toSorted(([, one], [, other]) => one - other)) {
        const fix = fixOf(0, accuracy, minute);
        if (isPositionNews(counts, fix)) counts = fix;
      }
      expect(counts?.accuracyMetres).toBe(Math.min(...said.map(([accuracy]) => accuracy)));
    }),
  );
});

test('whatever a page sends, a report with an id is read and no change is refused', () => {
  const anything = fc.oneof(fc.anything({ maxDepth: 2 }), fc.constant(null));
  const fields = (...names: string[]) =>
    fc.record(Object.fromEntries(names.map((name) => [name, anything])), { requiredKeys: [] });
  const said = fields(
    'type',
    'position',
    'positionError',
    'place',
    'placement',
    'silent',
    'language',
    'phone',
    'canTakeCalls',
    'note',
    'writtenAt',
    'else',
  );
  fc.assert(
    fc.property(fc.uuid(), said, (clientId, rest) => {
      const sent = JSON.parse(JSON.stringify({ ...rest, clientId })) as unknown;
      expect(newWebReportSchema.safeParse(sent).success).toBe(true);
    }),
  );
  const changed = fields(
    'at',
    'position',
    'message',
    'answer',
    'cancel',
    'nobodyCame',
    'stars',
    'silent',
    'placeCode',
    'language',
    'phone',
  );
  fc.assert(
    fc.property(changed, (rest) => {
      expect(changeWebReportSchema.safeParse(JSON.parse(JSON.stringify(rest))).success).toBe(true);
    }),
  );
});

test('a forced "all fine" looks cancelled, and offers what a cancelled report offers', () => {
  const status = { status: 'acknowledged', code: 'ES-6911-0001', since: minutes(0), etaAt: null } as const;
  const report = { state: 'submitted', silent: true, lastNotified: { ...status, duress: true } } as const;
  const cancelled = { state: 'submitted', silent: true, lastNotified: { ...status, status: 'cancelled' } } as const;
  expect(stateOf(report)).toBe('cancelled');
  const now = new Date();
  expect(actionsOf(report, now)).toEqual(actionsOf(cancelled, now));
});

test('the same picture of a report has the same id, another report’s another', () => {
  const id = photoId('a', 'hash');
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect([photoId('a', 'hash'), photoId('b', 'hash')].map((one) => one === id)).toEqual([true, false]);
});
