import type { ApprovalSubject } from '#contract/case';
import type { RecordKind } from '#contract/case-forms';
import { type Connection, findRow, getRow, rows, sql } from '#platform/database/database';

/** What the guards of a case are decided by, as it is stored; `foldFacts` reads the forms. */
export type FactRow = {
  newest: { kind: RecordKind; id: string; body: Record<string, unknown>; signedAt: string | null; savedAt: string }[];
  followUps: { body: Record<string, unknown>; savedAt: string }[];
  approved: { subject: ApprovalSubject; recordId: string | null }[];
  openNeeds: number;
  hasOpenTransfer: boolean;
};

/** The newest version of each form, every follow-up oldest first, and what was approved last of each subject. */
export function getFactRow(connection: Connection, caseId: string): Promise<FactRow> {
  return getRow(
    connection,
    sql<FactRow>`SELECT
      (SELECT coalesce(json_agg(json_build_object('kind', kind, 'id', id, 'body', body, 'signedAt', signed_at,
          'savedAt', saved_at)), '[]')
        FROM (SELECT DISTINCT ON (kind) kind, id, body, signed_at, saved_at FROM care.case_records
          WHERE case_id = ${caseId} AND kind IN ('danger', 'assessment', 'plan', 'safety-plan', 'closure')
          ORDER BY kind, saved_at DESC, version DESC) AS last) AS newest,
      (SELECT coalesce(json_agg(json_build_object('body', body, 'savedAt', saved_at) ORDER BY saved_at), '[]')
        FROM (SELECT DISTINCT ON (series_id) body, saved_at FROM care.case_records
          WHERE case_id = ${caseId} AND kind = 'follow-up' ORDER BY series_id, version DESC) AS visit) AS "followUps",
      (SELECT coalesce(json_agg(json_build_object('subject', subject, 'recordId', record_id)), '[]')
        FROM (SELECT DISTINCT ON (subject) subject, record_id FROM care.approvals
          WHERE case_id = ${caseId} AND decision = 'approved' ORDER BY subject, decided_at DESC) AS last) AS approved,
      (SELECT count(*)::integer FROM care.needs WHERE case_id = ${caseId} AND outcome IS NULL) AS "openNeeds",
      EXISTS (SELECT FROM care.transfers WHERE case_id = ${caseId} AND answer IS NULL) AS "hasOpenTransfer"`,
  );
}

/** How the actor of this connection sees a case; undefined: not at all. `sections` null: all of it. */
export type CaseAccess = { mayAct: boolean; sections: string[] | null };

export async function findCaseAccess(connection: Connection, caseId: string): Promise<CaseAccess | undefined> {
  return findRow(
    connection,
    sql<CaseAccess>`SELECT may_act AS "mayAct", sections FROM care.visible_to_actor
      WHERE case_id = ${caseId} ORDER BY sections IS NULL DESC, may_act DESC LIMIT 1`,
  );
}

/** Who may listen to a case beside the people of its owner, and who must not, whoever they are. */
export type CaseListeners = {
  id: string;
  agencyId: string;
  incidentId: string | null;
  offeredToAgencyId: string | null;
  memberIds: string[];
  barredIds: string[];
};

export function listCaseListeners(connection: Connection, ids: string[], now: Date): Promise<CaseListeners[]> {
  return rows(
    connection,
    sql<CaseListeners>`SELECT mine.id, mine.agency_id AS "agencyId", mine.incident_id AS "incidentId",
        (SELECT to_agency_id FROM care.transfers AS transfer
          WHERE transfer.case_id = mine.id AND transfer.answer IS NULL) AS "offeredToAgencyId",
        ARRAY(SELECT account_id FROM care.team_members AS member WHERE member.case_id = mine.id
          AND member.ended_at IS NULL AND member.until > ${now}) AS "memberIds",
        ARRAY(SELECT account_id FROM care.barred_accounts(ARRAY[mine.id])) AS "barredIds"
      FROM care.cases AS mine WHERE mine.id = ANY(${ids}::uuid[])`,
  );
}
