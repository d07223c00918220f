import { type Connection, sql } from '#platform/database/database';
import type { NewPerson } from '../people/person.ts';
import { insertPeople } from '../people/store/person-rows.ts';
import type { NewCase } from '../record/case.ts';
import { insertCases } from '../record/store/case-rows.ts';

/** People and their cases, in one statement: somebody waits who has just ended an incident. */
export async function insertOpenedCases(
  tx: Connection,
  people: readonly NewPerson[],
  cases: readonly NewCase[],
): Promise<void> {
  await sql`WITH known AS (${insertPeople(people)}) ${insertCases(cases)}`.execute(tx);
}
