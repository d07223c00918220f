import { type Connection, rows, sql } from '#platform/database/database';
import type { Referral } from '../referral.ts';
import { REFERRAL_COLUMNS } from './referral-rows.ts';

/** The last try for each need that these agencies sent, where it ended and gave no help or none that lasted; the newest first. */
export function listLastFailed(
  connection: Connection,
  { agencyIds, since, limit }: { agencyIds: string[]; since: Date; limit: number },
): Promise<(Referral & { needId: string })[]> {
  return rows(
    connection,
    sql<Referral>`SELECT ${REFERRAL_COLUMNS} FROM referral.referrals AS mine
      WHERE from_agency_id = ANY(${agencyIds}::uuid[]) AND ended_at IS NOT NULL AND ended_at >= ${since}
        AND offered_at IS NOT NULL
        AND (confirmation IN ('none', 'partly', 'not-received') OR EXISTS (SELECT FROM referral.timeline AS entry
          WHERE entry.referral_id = mine.id AND entry.kind = 'need-reopened'))
        AND NOT EXISTS (SELECT FROM referral.referrals AS later WHERE later.need_id = mine.need_id
          AND later.case_id = mine.case_id AND later.offered_at > mine.offered_at)
      ORDER BY ended_at DESC LIMIT ${limit}`,
  );
}

export type OpenLoss = { needId: string; reason: string; requestedByPersonId: string; requestedAt: Date };

/** Proposals to give a need up that wait for a decision; row security shows those of cases that the actor sees whole. */
export function listOpenLosses(connection: Connection, limit: number): Promise<OpenLoss[]> {
  return rows(
    connection,
    sql<OpenLoss>`SELECT need_id AS "needId", reason, requested_by_person_id AS "requestedByPersonId",
        requested_at AS "requestedAt"
      FROM referral.loss_proposals WHERE accepted IS NULL ORDER BY requested_at LIMIT ${limit}`,
  );
}
