import { type Connection, getRow, sql } from '#platform/database/database';

/**
 * Everything of one case and its incident that is still to come comes so many days sooner.
 * @returns false where the case is not of an invented agency
 */
export async function bringNearer(tx: Connection, caseId: string, days: number, now: Date): Promise<boolean> {
  const { moved } = await getRow(
    tx,
    sql<{ moved: boolean }>`SELECT care.let_days_pass(${caseId}, ${days}::integer, ${now}) AS moved`,
  );
  return moved;
}
