import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PLACEMENT_KINDS } from '#contract/outreach';
import { makePlacementCode } from '#contract/placement-code';
import { buildPlacementTable, type KnownPlacement } from './placement-table.ts';

const degrees = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const placement = fc.record({
  code: fc
    .uint8Array({ minLength: 7, maxLength: 7 })
    .filter((bytes) => [...bytes].some((byte) => byte % 32 > 9))
    .map((bytes) => makePlacementCode(() => bytes)),
  kind: fc.constantFrom(...PLACEMENT_KINDS),
  name: fc.string({ unit: 'grapheme', maxLength: 150 }).map((name) => name.toWellFormed()),
  position: fc.option(fc.record({ lat: degrees(5, 21), lng: degrees(97, 106) })),
  isRemoved: fc.boolean(),
});

const tableOf = (placements: readonly KnownPlacement[]) => {
  const building = buildPlacementTable();
  for (const one of placements.toSorted((a, b) => (a.code < b.code ? -1 : 1))) building.add(one);
  return building.finish();
};

test('every placement is found by its code with all that was said of it, and no other code finds one', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(placement, { selector: ({ code }) => code, maxLength: 60 }),
      placement,
      (placements, other) => {
        const table = tableOf(placements);
        expect(table.size).toBe(placements.length);
        for (const one of placements) expect(table.find(one.code)).toEqual(one);
        expect(table.find(other.code)).toEqual(placements.find(({ code }) => code === other.code));
      },
    ),
    { seed: 74 },
  );
});

test('it grows beyond its first capacity, and long names keep their letters', () => {
  const codes = new Set(
    Array.from({ length: 5000 }, () => makePlacementCode((n) => crypto.getRandomValues(new Uint8Array(n)))),
  );
  const all = [...codes].map((code) => ({
    ...{ code, kind: 'store' as const, name: `ร้านน้ำปู่ญู่ ${code} ${'ก'.repeat(100)}`, isRemoved: false },
    position: { lat: 16.8, lng: 100.2 },
  }));
  const table = tableOf(all);
  for (const one of all) expect(table.find(one.code)).toEqual(one);
});

test('codes out of order are refused, because they would not be found', () => {
  const [one, other] = ['7K3F9TQ', '0A00000'].map((text) =>
    makePlacementCode(() => Uint8Array.from([...text].map((sign) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(sign)))),
  );
  const building = buildPlacementTable();
  const facts = { kind: 'store' as const, name: 'ก', position: null, isRemoved: false };
  building.add({ code: one ?? '', ...facts });
  expect(() => building.add({ code: other ?? '', ...facts })).toThrow(/order/);
});

test('no text that is no code finds anything', () => {
  const table = tableOf([]);
  for (const text of ['', '7K3F9TQ2', '________', 'ก'.repeat(8)]) expect(table.find(text)).toBeUndefined();
});
