import { type Connection, rows, sql } from '#platform/database/database';

/** Which of these forms the person wrote or signed: they do not decide on them. */
export async function listOwnRecords(
  connection: Connection,
  recordIds: string[],
  personId: string,
): Promise<Set<string>> {
  if (recordIds.length === 0) return new Set();
  const found = await rows(
    connection,
    sql<{ id: string }>`SELECT id FROM care.case_records
      WHERE id = ANY(${recordIds}::uuid[]) AND ${personId} IN (author_id, signed_by_person_id)`,
  );
  return new Set(found.map(({ id }) => id));
}
