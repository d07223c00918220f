import type { CaseStatus } from '#contract/case';
import type { Domain, ServiceCode } from '#contract/case-forms';
import type { AdministrativePlace } from '#contract/jurisdiction';
import type { NeedHolder } from '#contract/referral';
import { type Connection, findRow, rows, sql } from '#platform/database/database';

/** A case as far as help from outside needs to know it; for whoever sees all of it. */
export type HelpedCase = {
  caseId: string;
  caseCode: string;
  status: CaseStatus;
  agencyId: string;
  workerId: string | null;
  incidentId: string | null;
  isMinor: boolean;
  silent: boolean;
  place: AdministrativePlace;
  personId: string;
  birthDate: string | null;
  birthYear: number | null;
};

/** Nothing where the actor sees no case of this id, or only sections of it. */
export function findHelpedCase(connection: Connection, caseId: string): Promise<HelpedCase | undefined> {
  return findRow(
    connection,
    sql<HelpedCase>`SELECT mine.id AS "caseId", mine.code AS "caseCode", mine.status, mine.agency_id AS "agencyId",
        mine.worker_id AS "workerId", mine.incident_id AS "incidentId", mine.is_minor AS "isMinor", mine.silent, mine.place,
        mine.person_id AS "personId", person.birth_date::text AS "birthDate", person.birth_year AS "birthYear"
      FROM care.cases AS mine JOIN care.people AS person ON person.id = mine.person_id
      WHERE mine.id = ${caseId} AND care.actor_sees_all(mine.id)`,
  );
}

export type HeldNeed = {
  needId: string;
  caseId: string;
  code: Domain;
  openedAt: Date;
  isEnded: boolean;
  holderKind: NeedHolder | null;
  holderId: string | null;
  heldSince: Date | null;
  serviceCode: ServiceCode | null;
};

/** The needs of a case, each with who works on it; without a holder and an end it is on the list of the case's owner. */
export function listHeldNeeds(connection: Connection, caseId: string): Promise<HeldNeed[]> {
  return rows(
    connection,
    sql<HeldNeed>`SELECT need.id AS "needId", need.case_id AS "caseId", need.code, need.opened_at AS "openedAt",
        need.outcome IS NOT NULL AS "isEnded", held.kind AS "holderKind", held.holder_id AS "holderId",
        held.since AS "heldSince", held.service_code AS "serviceCode"
      FROM care.needs AS need LEFT JOIN care.need_holders AS held ON held.need_id = need.id
      WHERE need.case_id = ${caseId} ORDER BY need.outcome IS NOT NULL, need.opened_at, need.code`,
  );
}
