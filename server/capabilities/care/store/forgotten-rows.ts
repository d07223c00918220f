import { type Connection, rows, sql } from '#platform/database/database';
import type { KeptKind } from '../keeping.ts';

/** Deletes ended cases as a whole, those that ended before the moment of their kind. @returns which, and as what they were kept */
export function forgetEndedCases(
  tx: Connection,
  before: Readonly<Record<KeptKind, Date>>,
  most: number,
): Promise<{ caseId: string; kind: KeptKind }[]> {
  return rows(
    tx,
    sql<{ caseId: string; kind: KeptKind }>`SELECT case_id AS "caseId", kind
      FROM care.forget_cases(${before['not-opened']}, ${before.closed}, ${before['closed-minor']}, ${most}::integer)`,
  );
}
