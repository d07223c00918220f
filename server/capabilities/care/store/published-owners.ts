import type { AdministrativePlace } from '#contract/jurisdiction';
import { type Connection, rows, sql } from '#platform/database/database';

/** Whose case it is, for what is worked on with it elsewhere. */
export type CaseOwner = {
  caseId: string;
  code: string;
  agencyId: string;
  workerId: string | null;
  householdId: string | null;
  personId: string;
  isMinor: boolean;
  place: AdministrativePlace;
};

/** Owners of the cases that the actor may see; of all of them for the service. */
export function listCaseOwners(connection: Connection, caseIds: string[]): Promise<CaseOwner[]> {
  return rows(
    connection,
    sql<CaseOwner>`SELECT id AS "caseId", code, agency_id AS "agencyId", worker_id AS "workerId",
        household_id AS "householdId", person_id AS "personId", is_minor AS "isMinor", place
      FROM care.cases WHERE id = ANY(${caseIds}::uuid[])`,
  );
}
