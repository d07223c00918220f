import { type Connection, getRow, type RawBuilder, sql } from '../database/database.ts';

/** Which of these statements find a row, in their order; one trip to PostgreSQL for all of them. */
export async function findAny(connection: Connection, questions: readonly RawBuilder<unknown>[]): Promise<boolean[]> {
  const each = questions.map((question) => sql`(${question}) IS NOT NULL`);
  const { found } = await getRow(connection, sql<{ found: boolean[] }>`SELECT ARRAY[${sql.join(each)}] AS found`);
  return found;
}
