import type { Connection } from '#platform/database/database';
import type { Notice } from '../notice.ts';
import { listNoticesOf } from '../store-notices.ts';

/** Who was told of these incidents, by which channel, and what became of it; oldest first. */
export function listNotices(connection: Connection, incidentIds: string[]): Promise<Notice[]> {
  return listNoticesOf(connection, incidentIds);
}
