import type { ExclusionKind } from '#contract/case';
import { insertRecords } from '#platform/database/columns';
import { type Connection, findRow, getRow, rows, sql } from '#platform/database/database';

/** Somebody who must not learn of a case. */
export type Exclusion = {
  id: string;
  caseId: string;
  kind: ExclusionKind;
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

/** Bars people from cases; who is barred already stays so. @returns the ids of what was added */
export async function insertExclusions(
  tx: Connection,
  exclusions: readonly Omit<Exclusion, 'liftedAt'>[],
): Promise<string[]> {
  const inserted = await rows(
    tx,
    sql<{
      id: string;
    }>`INSERT INTO care.case_exclusions ${insertRecords('care.case_exclusions', NEW_EXCLUSION, exclusions)}
      ON CONFLICT DO NOTHING RETURNING id`,
  );
  return inserted.map(({ id }) => id);
}

/** Who is or was barred from these cases, newest first. */
export function listExclusions(connection: Connection, caseIds: string[]): Promise<Exclusion[]> {
  return rows(
    connection,
    sql<Exclusion>`SELECT id, case_id AS "caseId", kind, account_id AS "accountId", value, reason,
        by_person_id AS "byPersonId", at, lifted_at AS "liftedAt"
      FROM care.case_exclusions WHERE case_id = ANY(${caseIds}::uuid[]) ORDER BY at DESC, id`,
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

/** The accounts that are barred now, in whatever way they are known. */
export async function listExcludedAccounts(connection: Connection, caseId: string): Promise<string[]> {
  return (await listExcludedOf(connection, [caseId])).map(({ accountId }) => accountId);
}

export function listExcludedOf(
  connection: Connection,
  caseIds: string[],
): Promise<{ caseId: string; accountId: string }[]> {
  return rows(
    connection,
    sql<{ caseId: string; accountId: string }>`SELECT case_id AS "caseId", account_id AS "accountId"
      FROM care.barred_accounts(${caseIds}::uuid[])`,
  );
}

/** The accounts that are barred from a case of one of these incidents, by incident. */
export async function listExcludedOfIncidents(
  connection: Connection,
  incidentIds: string[],
): Promise<Map<string, string[]>> {
  const found = await rows(
    connection,
    sql<{
      incidentId: string;
      accountId: string;
    }>`SELECT mine.incident_id AS "incidentId", barred.account_id AS "accountId"
      FROM care.cases AS mine, LATERAL care.barred_accounts(ARRAY[mine.id]) AS barred
      WHERE mine.incident_id = ANY(${incidentIds}::uuid[])`,
  );
  return new Map(
    [...Map.groupBy(found, ({ incidentId }) => incidentId)].map(([id, own]) => [id, own.map((one) => one.accountId)]),
  );
}

/** Whether this is a number of the actor's own, or the reporter who they are. */
export async function isOwnIdentity(connection: Connection, kind: Exclusion['kind'], value: string): Promise<boolean> {
  const { own } = await getRow(
    connection,
    sql<{ own: boolean }>`SELECT care.is_own_identity(${kind}, ${value}) AS own`,
  );
  return own;
}

/** Who reported the incident that the case came from. */
export async function findReporterOfCase(connection: Connection, caseId: string): Promise<string | null> {
  const found = await getRow(
    connection,
    sql<{ reporterId: string | null }>`SELECT care.reporter_of_case(${caseId})::text AS "reporterId"`,
  );
  return found.reporterId;
}

/** By what somebody who reads our messages is known. */
export type BarredReaders = { phones: string[]; reporterIds: string[] };

/** Who must not be sent anything about a case, or about an incident, because they are barred from a case of it. */
export function getBarredReaders(
  connection: Connection,
  { caseId = null, incidentId = null }: { caseId?: string | null; incidentId?: string | null },
): Promise<BarredReaders> {
  return getRow(
    connection,
    sql<BarredReaders>`SELECT ${BARRED_PHONES} AS phones, ${BARRED_REPORTERS} AS "reporterIds"
      FROM (SELECT array_agg(id) AS ids FROM care.cases
        WHERE id = ${caseId} OR incident_id = ${incidentId}) AS mine`,
  );
}

/** Numbers of people who are barred from the cases `mine.ids`: given ones, and those of whoever is barred by an ID number. */
export const BARRED_PHONES = sql`ARRAY(
  SELECT barred.value FROM care.case_exclusions AS barred
  WHERE barred.case_id = ANY (mine.ids) AND barred.kind = 'phone' AND barred.lifted_at IS NULL
  UNION
  SELECT person.safe_contact ->> 'detail' FROM care.case_exclusions AS barred
    JOIN care.people AS person ON person.id_number = barred.compared
  WHERE barred.case_id = ANY (mine.ids) AND barred.kind = 'id-number' AND barred.lifted_at IS NULL
    AND person.safe_contact ->> 'detail' IS NOT NULL)`;
export const BARRED_REPORTERS = sql`ARRAY(SELECT barred.value FROM care.case_exclusions AS barred
  WHERE barred.case_id = ANY (mine.ids) AND barred.kind = 'reporter' AND barred.lifted_at IS NULL)`;
