import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '#platform/ids';
import { createTestDatabase } from '#support/test-database';
import type { ImportRow } from '../import-row.ts';
import { deleteImportRows, insertImportRows, listWrongRows, markDuplicates } from './import-rows.ts';

const { db } = await createTestDatabase();
const AGENCY = '00000000-0000-7000-8000-00000000000a';

/** Along a road to the north, a place every 11 metres at most. */
const places = fc.array(
  fc.record({
    name: fc.constantFrom('เสาไฟ', 'ร้านค้า'),
    lat: fc.nat(12).map((step) => 16.8 + step * 0.0001),
    lng: fc.constantFrom(100.2, 100.2001),
  }),
  { maxLength: 25, size: 'max' },
);
type Place = Pick<ImportRow, 'name'> & { lat: number; lng: number };

const asRow = ({ name, lat, lng }: Place, index: number): ImportRow => ({
  row: index + 2,
  code: `C${index}`,
  kind: 'store',
  name,
  reference: `R${index}`,
  lat,
  lng,
  subdistrictCode: null,
  problem: null,
  about: null,
});
const metresBetween = (one: Place, other: Place) =>
  Math.hypot((one.lat - other.lat) * 111_320, (one.lng - other.lng) * 111_320 * Math.cos((one.lat * Math.PI) / 180));

test('a row is a duplicate of the first row of its name within 30 metres, however many are compared at a time', async () => {
  await fc.assert(
    fc.asyncProperty(places, fc.integer({ min: 1, max: 9 }), async (road, rowsAtATime) => {
      const known = { id: newId(), agencyId: AGENCY };
      await insertImportRows(db, known.id, road.map(asRow));
      await markDuplicates(db, known, rowsAtATime);
      const marked = (await listWrongRows(db, known.id, 100)).map(({ row, about }) => [row, about]);
      await deleteImportRows(db, known.id);
      expect(marked).toEqual(
        road.flatMap((later, index) => {
          const first = road.findIndex(
            (earlier, at) => at < index && earlier.name === later.name && metresBetween(later, earlier) <= 30,
          );
          return first < 0 ? [] : [[index + 2, String(first + 2)]];
        }),
      );
    }),
    { numRuns: 60 },
  );
});
