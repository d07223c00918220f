import type { Connection } from '#platform/database/database';
import { listReachRows, type ReachRow } from '../store/report-rows.ts';

/** How the reporters of these reports can be reached by telephone, as far as the asker sees their incidents. */
export function listReach(connection: Connection, reportIds: string[]): Promise<ReachRow[]> {
  return listReachRows(connection, reportIds);
}
