import type { CASE_SCOPES } from '#contract/case-api';
import { type Connection, rows, sql } from '#platform/database/database';
import type { Case } from '../case.ts';
import { CASE_COLUMNS } from './case-rows.ts';

export type CaseScope = (typeof CASE_SCOPES)[number];

/** Which cases, of those that row security shows: of these agencies, or where the person is worker or invited. */
export type CaseChoice = { scope: CaseScope; personId: string; agencyIds: string[]; now: Date; limit: number };

/** Open ones that nobody has accepted first, then by when they began; ended ones latest first. */
export function listCaseRows(connection: Connection, choice: CaseChoice): Promise<Case[]> {
  const { agencyIds, personId, limit, now } = choice;
  const ofAgencies = sql`agency_id = ANY(${agencyIds}::uuid[])`;
  const invited = sql`id IN (SELECT case_id FROM care.team_members
    WHERE account_id = ${personId} AND ended_at IS NULL AND until > ${now})`;
  const offered = sql`id IN (SELECT case_id FROM care.transfers
    WHERE to_agency_id = ANY(${agencyIds}::uuid[]) AND answer IS NULL)`;
  const statements = {
    open: sql<Case>`SELECT ${CASE_COLUMNS} FROM care.cases WHERE closed_at IS NULL AND (${ofAgencies} OR ${invited})
      ORDER BY status IN ('registered', 'reopened') DESC, waiting_since, id LIMIT ${limit}`,
    waiting: sql<Case>`SELECT ${CASE_COLUMNS} FROM care.cases
      WHERE closed_at IS NULL AND status IN ('registered', 'reopened') AND ${ofAgencies}
      ORDER BY waiting_since, id LIMIT ${limit}`,
    mine: sql<Case>`SELECT ${CASE_COLUMNS} FROM care.cases WHERE closed_at IS NULL AND worker_id = ${personId}
      ORDER BY opened_at, id LIMIT ${limit}`,
    offered: sql<Case>`SELECT ${CASE_COLUMNS} FROM care.cases WHERE closed_at IS NULL AND ${offered}
      ORDER BY opened_at, id LIMIT ${limit}`,
    ended: sql<Case>`SELECT ${CASE_COLUMNS} FROM care.cases WHERE closed_at IS NOT NULL AND ${ofAgencies}
      ORDER BY closed_at DESC, id LIMIT ${limit}`,
  };
  return rows(connection, statements[choice.scope]);
}

/** Which of these cases are on offer, and whether to one of the agencies, or to the person. */
export async function listOffered(
  connection: Connection,
  caseIds: string[],
  { agencyIds, personId }: { agencyIds: string[]; personId: string },
): Promise<Map<string, { isMine: boolean }>> {
  const found = await rows(
    connection,
    sql<{ caseId: string; isMine: boolean }>`SELECT case_id AS "caseId", to_agency_id = ANY(${agencyIds}::uuid[])
        AND (to_worker_id IS NULL OR to_worker_id = ${personId}) AS "isMine" FROM care.transfers
      WHERE case_id = ANY(${caseIds}::uuid[]) AND answer IS NULL`,
  );
  return new Map(found.map(({ caseId, isMine }) => [caseId, { isMine }]));
}
