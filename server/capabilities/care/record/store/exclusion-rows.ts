import { insertColumns } from '#platform/database/columns';
import { type Connection, findRow, rows, sql } from '#platform/database/database';

/** Somebody who must not learn of a case. */
export type Exclusion = {
  id: string;
  caseId: string;
  kind: 'account' | 'phone' | 'id-number';
  accountId: string | null;
  value: string | null;
  reason: string;
  byPersonId: string;
  at: Date;
  liftedAt: Date | null;
};

const NEW_EXCLUSION = {
  id: 'id',
  caseId: 'case_id',
  kind: 'kind',
  accountId: 'account_id',
  value: 'value',
  reason: 'reason',
  byPersonId: 'by_person_id',
  at: 'at',
} as const;

/** @returns false when they are barred already */
export async function insertExclusion(tx: Connection, exclusion: Omit<Exclusion, 'liftedAt'>): Promise<boolean> {
  const inserted = await findRow(
    tx,
    sql<{ id: string }>`INSERT INTO care.case_exclusions ${insertColumns(NEW_EXCLUSION, exclusion)}
      ON CONFLICT DO NOTHING RETURNING id`,
  );
  return inserted !== undefined;
}

export function listExclusions(connection: Connection, caseId: string): Promise<Exclusion[]> {
  return rows(
    connection,
    sql<Exclusion>`SELECT id, case_id AS "caseId", kind, account_id AS "accountId", value, reason,
        by_person_id AS "byPersonId", at, lifted_at AS "liftedAt"
      FROM care.case_exclusions WHERE case_id = ${caseId} ORDER BY at DESC, id`,
  );
}

/** @returns false when it was lifted already */
export async function liftExclusion(tx: Connection, id: string, by: { personId: string; at: Date }): Promise<boolean> {
  const lifted = await findRow(
    tx,
    sql<{ id: string }>`UPDATE care.case_exclusions SET lifted_at = ${by.at}, lifted_by_person_id = ${by.personId}
      WHERE id = ${id} AND lifted_at IS NULL RETURNING id`,
  );
  return lifted !== undefined;
}

/** The accounts that are barred now. */
export async function listExcludedAccounts(connection: Connection, caseId: string): Promise<string[]> {
  const found = await rows(
    connection,
    sql<{ accountId: string }>`SELECT account_id AS "accountId" FROM care.case_exclusions
      WHERE case_id = ${caseId} AND account_id IS NOT NULL AND lifted_at IS NULL`,
  );
  return found.map(({ accountId }) => accountId);
}
