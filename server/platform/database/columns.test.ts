import { expect, test } from 'vitest';
import { createTestDatabase } from '#support/test-database';
import { type Columns, insertColumns, insertRecords, selectColumns, updateColumns } from './columns.ts';
import { rows, sql } from './database.ts';

const { db } = await createTestDatabase();

test('what is inserted and changed by the columns of a row is read back by them', async () => {
  type Row = { id: string; sentAt: Date | null; by: { name: string } | null; agencyIds: string[]; tries: number };
  const ROW = {
    id: 'id',
    sentAt: 'sent_at',
    by: 'by',
    agencyIds: 'agency_ids',
    tries: 'tries',
  } as const satisfies Columns<Row>;
  const { id: _, ...changing } = ROW;
  await db.transaction().execute(async (tx) => {
    await sql`CREATE TEMPORARY TABLE sent (id text, sent_at timestamptz, by jsonb, agency_ids text[], tries integer)
      ON COMMIT DROP`.execute(tx);
    const first: Row = { id: 'a', sentAt: null, by: { name: 'สมใจ' }, agencyIds: [], tries: 0 };
    await sql`INSERT INTO sent ${insertColumns(ROW, first)}`.execute(tx);
    await sql`INSERT INTO sent ${insertColumns(ROW, { ...first, id: 'b' })}`.execute(tx);
    const changed: Row = {
      ...first,
      sentAt: new Date('2026-11-28T02:00:00Z'),
      by: null,
      agencyIds: ['x', 'y'],
      tries: 1,
    };
    await sql`UPDATE sent SET ${updateColumns(changing, changed)} WHERE id = ${changed.id}`.execute(tx);
    const found = await rows(tx, sql<Row>`SELECT ${selectColumns(ROW)} FROM sent ORDER BY id`);
    expect(found).toEqual([changed, { ...first, id: 'b' }]);
    const more = [
      { ...changed, id: 'c' },
      { ...first, id: 'd' },
    ];
    await sql`INSERT INTO sent ${insertRecords('sent', ROW, more)}`.execute(tx);
    expect(await rows(tx, sql<Row>`SELECT ${selectColumns(ROW)} FROM sent WHERE id > 'b' ORDER BY id`)).toEqual(more);
  });
});
