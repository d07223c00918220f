import { type Database, getRow, sql } from '../../../server/platform/database/database.ts';

/** Webhooks that are not processed and messages that are not sent; what was given up is neither. */
export async function countPending(db: Database): Promise<number> {
  const { count } = await getRow(
    db,
    sql<{ count: number }>`SELECT (SELECT count(*) FROM line.outbound_messages WHERE state = 'pending')
      + (SELECT count(*) FROM line.webhook_events WHERE processed_at IS NULL AND failed_at IS NULL) AS count`,
  );
  return count;
}
