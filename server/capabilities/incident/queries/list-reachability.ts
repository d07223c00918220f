import type { Connection } from '#platform/database/database';
import { listReachabilityRows, type ReachabilityRow } from '../store/report-rows.ts';

/** How the reporters of these reports can be reached by telephone, as far as the asker sees their incidents. */
export function listReachability(connection: Connection, reportIds: string[]): Promise<ReachabilityRow[]> {
  return listReachabilityRows(connection, reportIds);
}
