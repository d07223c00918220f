import { type Connection, rows, sql } from '#platform/database/database';

/** Of which of these reports the account is called back before a patrol goes, and until when. */
export function listCalledBackFirst(
  connection: Connection,
  reportIds: string[],
  now: Date,
): Promise<{ reportId: string; until: Date }[]> {
  return rows(
    connection,
    sql<{ reportId: string; until: Date }>`SELECT report_id AS "reportId", until
      FROM incident.call_back_first_of(${reportIds}::uuid[], ${now}::timestamptz)`,
  );
}
