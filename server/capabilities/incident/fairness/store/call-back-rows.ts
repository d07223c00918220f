import { type Connection, rows, sql } from '#platform/database/database';
import { type Finding, isInForce } from '../finding.ts';

type CallBack = Pick<Finding, 'status' | 'appealedAt'> & { reportId: string; until: Date; endedAt: Date | null };

/** Of which of these reports the account is called back before a patrol goes, and until when: the longest first. */
export async function listCalledBackFirst(
  connection: Connection,
  reportIds: string[],
  now: Date,
): Promise<{ reportId: string; until: Date }[]> {
  const found = await rows(
    connection,
    sql<CallBack>`SELECT report_id AS "reportId", status, appealed_at AS "appealedAt", until, ended_at AS "endedAt"
      FROM incident.call_backs_of(${reportIds}::uuid[]) ORDER BY until DESC`,
  );
  return found.filter((each) => isInForce(each, each, now));
}
