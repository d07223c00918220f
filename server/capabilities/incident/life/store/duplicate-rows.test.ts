import { expect, test } from 'vitest';
import { insertOpenIncidents } from '#support/open-incidents';
import { createTestDatabase } from '#support/test-database';
import { sql } from '../../../../platform/database/database.ts';
import { DEFAULT_DUPLICATE_RULE } from '../duplicate.ts';
import { listDuplicateCandidatesForDraft } from './duplicate-rows.ts';

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
