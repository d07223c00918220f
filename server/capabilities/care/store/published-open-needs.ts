import type { Domain } from '#contract/case-forms';
import { type Connection, rows, sql } from '#platform/database/database';

/** An open need, and whose it is. */
export type OpenNeed = {
  needId: string;
  caseId: string;
  caseCode: string;
  agencyId: string;
  code: Domain;
  isHeld: boolean;
};

/** Those of these needs that are open, of cases that the actor sees whole. */
export function listOpenNeedsById(connection: Connection, needIds: readonly string[]): Promise<OpenNeed[]> {
  return rows(
    connection,
    sql<OpenNeed>`SELECT need.id AS "needId", need.case_id AS "caseId", mine.code AS "caseCode",
        mine.agency_id AS "agencyId", need.code,
        EXISTS (SELECT FROM care.need_holders AS held WHERE held.need_id = need.id) AS "isHeld"
      FROM care.needs AS need JOIN care.cases AS mine ON mine.id = need.case_id
      WHERE need.id = ANY(${needIds}::uuid[]) AND need.outcome IS NULL AND mine.closed_at IS NULL
        AND EXISTS (SELECT FROM care.visible_to_actor AS seen WHERE seen.case_id = mine.id AND seen.sections IS NULL OFFSET 0)`,
  );
}
