import { expect, test } from 'vitest';
import { insertOpenIncidents } from '#support/open-incidents';
import { createTestDatabase } from '#support/test-database';
import { sql } from '../../../../platform/database/database.ts';
import { inTransaction } from '../../../../platform/database/transaction.ts';
import { newId } from '../../../../platform/ids.ts';
import { DEFAULT_DUPLICATE_RULE } from '../duplicate.ts';
import { listDuplicateCandidatesForDraft, prepareOpening } from './duplicate-rows.ts';

const { db } = await createTestDatabase('ess_demo_template');
const SQUARE = { lat: 16.82, lng: 100.26 };
const NORTH_60_METRES = 60 / 111_319;

test('in a crowd of reports the nearest open ones are candidates', async () => {
  await insertOpenIncidents(db, { count: 60, beginWithinSeconds: 3600 });
  const order = sql`SELECT id, row_number() OVER (ORDER BY id) AS nth FROM incident.incidents`;
  // Twenty-five 60 m away, twenty-five at the place itself of which six are cancelled, ten far away.
  await sql`UPDATE incident.incidents AS incident SET lng = ${SQUARE.lng},
      lat = ${SQUARE.lat} + CASE WHEN nth <= 25 THEN ${NORTH_60_METRES}::float8 WHEN nth <= 50 THEN 0 ELSE 1 END,
      status = CASE WHEN nth BETWEEN 26 AND 31 THEN 'cancelled' ELSE 'open' END
    FROM (${order}) AS placed WHERE placed.id = incident.id`.execute(db);
  const draft = { place: SQUARE, phone: null, openedAt: new Date() };
  const found = await listDuplicateCandidatesForDraft(db, draft, DEFAULT_DUPLICATE_RULE);
  expect(found.map(({ metresApart }) => Math.round(metresApart))).toEqual([...Array<number>(19).fill(0), 60]);
  const earlier = { ...draft, openedAt: new Date(Date.now() - 3_600_000) };
  expect(await listDuplicateCandidatesForDraft(db, earlier, DEFAULT_DUPLICATE_RULE)).toEqual([]);
});

const openedAt = new Date('2026-11-21T02:00:00Z');
const opening = (lat: number, phone: string | null = null) => ({
  id: newId(),
  ...{ type: 'confinement' as const, lat, lng: 101.5, openedAt, phone },
});

test('incidents that are opened together have codes of their own and are candidates of each other, the earlier of the later', async () => {
  const [first, near, far] = [opening(16.8211), opening(16.8213), opening(17.5, '0812345678')];
  const sameNumber = opening(13.7, '0812345678');
  const prepared = await inTransaction(db, (work) =>
    Promise.all([first, near, far, sameNumber].map((one) => prepareOpening(work, one))),
  );
  expect(new Set(prepared.map(({ codeNumber }) => codeNumber)).size).toBe(4);
  const candidates = prepared.map((one) => one.candidates.map(({ id }) => id));
  expect(candidates).toEqual([[], [first.id], [first.id, near.id], [first.id, near.id, far.id]]);
  expect(prepared[1]?.candidates[0]).toMatchObject({ samePhone: false, isMarked: false });
  expect(prepared[1]?.candidates[0]?.metresApart).toBeLessThan(30);
  expect(prepared[3]?.candidates.map(({ samePhone }) => samePhone)).toEqual([false, false, true]);
});
