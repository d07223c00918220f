import { type Connection, rows, sql } from '#platform/database/database';
import type { DayApproval, DayCase, DayClock, DayTransfer, FreeNeed } from '../arrange-day.ts';

type StoredClock = Omit<DayClock, 'startedAt' | 'dueAt'> & { startedAt: string; dueAt: string };
type StoredNeed = Omit<FreeNeed, 'openedAt'> & { openedAt: string };
type CaseRow = Omit<DayCase, 'clocks' | 'freeNeeds'> & { clocks: StoredClock[]; freeNeeds: StoredNeed[] };

/** No name of a child stands in a list. */
const DAY_CASE = sql`mine.id AS "caseId", mine.code, mine.status, mine.status_since AS "statusSince", mine.risk,
  mine.concern, mine.is_minor AS "isMinor", mine.silent, mine.agency_id AS "agencyId", mine.worker_id AS "workerId",
  mine.suggested_worker_id AS "suggestedWorkerId",
  mine.waiting_since AS "waitingSince", mine.hold_until AS "holdUntil",
  CASE WHEN NOT mine.is_minor THEN coalesce(person.name, person.alias) END AS "personName",
  person.safe_contact AS "safeContact"`;
const CLOCKS = sql`(SELECT coalesce(json_agg(json_build_object('id', id, 'rule', rule, 'subjectId', subject_id,
    'startedAt', started_at, 'dueAt', due_at)), '[]')
  FROM care.clocks WHERE case_id = mine.id AND stopped_at IS NULL) AS clocks`;
const FREE_NEEDS = sql`(SELECT coalesce(json_agg(json_build_object('id', need.id, 'code', need.code,
    'openedAt', need.opened_at, 'wasHeld', need.was_held)), '[]')
  FROM care.needs AS need WHERE need.case_id = mine.id AND need.outcome IS NULL
    AND NOT EXISTS (SELECT FROM care.need_holders AS held WHERE held.need_id = need.id)) AS "freeNeeds"`;

/** Open cases of a worker, and those of their agencies that nobody has accepted; each with its running clocks. */
export async function listDayCases(
  connection: Connection,
  { personId, agencyIds, limit }: { personId: string; agencyIds: string[]; limit: number },
): Promise<DayCase[]> {
  const found = await rows(
    connection,
    sql<CaseRow>`SELECT ${DAY_CASE}, ${CLOCKS}, ${FREE_NEEDS} FROM care.cases AS mine
        LEFT JOIN care.people AS person ON person.id = mine.person_id
      WHERE mine.closed_at IS NULL AND (mine.worker_id = ${personId}
        OR mine.agency_id = ANY(${agencyIds}::uuid[]) AND mine.status IN ('registered', 'reopened'))
      ORDER BY mine.waiting_since LIMIT ${limit}`,
  );
  return found.map(toDayCase);
}

/** Cases that stand on the page for another reason. Their clocks and needs are their own worker's. */
export async function listDayCasesById(connection: Connection, ids: string[]): Promise<DayCase[]> {
  if (ids.length === 0) return [];
  const found = await rows(
    connection,
    sql<CaseRow>`SELECT ${DAY_CASE}, '[]'::json AS clocks, '[]'::json AS "freeNeeds" FROM care.cases AS mine
        LEFT JOIN care.people AS person ON person.id = mine.person_id
      WHERE mine.id = ANY(${ids}::uuid[])`,
  );
  return found.map(toDayCase);
}

function toDayCase({ clocks, freeNeeds, ...one }: CaseRow): DayCase {
  const read = ({ startedAt, dueAt, ...clock }: StoredClock) => {
    return { ...clock, startedAt: new Date(startedAt), dueAt: new Date(dueAt) };
  };
  const needs = freeNeeds.map(({ openedAt, ...need }) => ({ ...need, openedAt: new Date(openedAt) }));
  return { ...one, clocks: clocks.map(read), freeNeeds: needs };
}

const DAY_APPROVAL = sql`approval.id, approval.case_id AS "caseId",
  approval.requested_by_person_id AS "requestedByPersonId", approval.requested_at AS "requestedAt",
  approval.due_at AS "dueAt", approval.decision, approval.decided_by_person_id AS "decidedByPersonId",
  approval.decided_at AS "decidedAt", approval.fields,
  (SELECT max(period) FROM care.nudges WHERE subject_id = approval.id) AS "nudgedPeriod",
  (SELECT max(at) FROM care.nudges WHERE subject_id = approval.id) AS "nudgedAt",
  CASE WHEN approval.subject = 'closure' THEN 'closure'
    ELSE (SELECT kind FROM care.case_records WHERE id = approval.record_id) END AS form`;

/**
 * What this person asked for and nobody has decided, what waits in the agencies in which they decide, and what was sent
 * back to them and not asked for again.
 */
export function listDayApprovals(
  connection: Connection,
  { personId, agencyIds, limit }: { personId: string; agencyIds: string[]; limit: number },
): Promise<DayApproval[]> {
  return rows(
    connection,
    sql<DayApproval>`(SELECT ${DAY_APPROVAL} FROM care.approvals AS approval
        WHERE approval.decision IS NULL AND approval.requested_by_person_id = ${personId}
        ORDER BY approval.due_at LIMIT ${limit})
      UNION ALL
      (SELECT ${DAY_APPROVAL} FROM care.cases AS mine JOIN care.approvals AS approval ON approval.case_id = mine.id
        WHERE mine.closed_at IS NULL AND mine.agency_id = ANY(${agencyIds}::uuid[])
          AND mine.worker_id IS DISTINCT FROM ${personId} AND approval.decision IS NULL
          AND approval.requested_by_person_id <> ${personId}
        ORDER BY approval.due_at LIMIT ${limit})
      UNION ALL
      (SELECT ${DAY_APPROVAL} FROM care.cases AS mine JOIN care.approvals AS approval ON approval.case_id = mine.id
        WHERE mine.closed_at IS NULL AND mine.worker_id = ${personId} AND approval.decision = 'sent-back'
          AND approval.decided_at >= mine.status_since AND NOT EXISTS (SELECT FROM care.approvals AS later
            WHERE later.case_id = mine.id AND later.subject = approval.subject
              AND later.requested_at > approval.requested_at))`,
  );
}

/** Offers that wait: for this person or their agencies, and those that they made or that are of their cases. */
export function listDayTransfers(
  connection: Connection,
  { personId, agencyIds, limit }: { personId: string; agencyIds: string[]; limit: number },
): Promise<DayTransfer[]> {
  const columns = sql`transfer.id, transfer.case_id AS "caseId", transfer.to_agency_id AS "toAgencyId",
    transfer.to_worker_id AS "toWorkerId", transfer.offered_by_person_id AS "offeredByPersonId",
    transfer.offered_at AS "offeredAt", transfer.due_at AS "dueAt",
    (SELECT max(period) FROM care.nudges WHERE subject_id = transfer.id) AS "nudgedPeriod",
    (SELECT max(at) FROM care.nudges WHERE subject_id = transfer.id) AS "nudgedAt"`;
  return rows(
    connection,
    sql<DayTransfer>`(SELECT ${columns}, true AS "isToMe" FROM care.transfers AS transfer
        WHERE transfer.answer IS NULL AND transfer.to_agency_id = ANY(${agencyIds}::uuid[])
          AND (transfer.to_worker_id IS NULL OR transfer.to_worker_id = ${personId})
          AND transfer.offered_by_person_id <> ${personId}
        ORDER BY transfer.due_at LIMIT ${limit})
      UNION ALL
      (SELECT ${columns}, false FROM care.transfers AS transfer
        WHERE transfer.answer IS NULL AND transfer.offered_by_person_id = ${personId}
        ORDER BY transfer.due_at LIMIT ${limit})`,
  );
}
