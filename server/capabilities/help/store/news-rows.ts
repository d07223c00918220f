import type { HelpEvents } from '#events/help-events';
import { type Connection, findRow, type RawBuilder, sql } from '#platform/database/database';

export type WaitingNews = { requestId: string; news: HelpEvents['help-news']['news'] };

/** What a person is still to be told; written by whoever changed their request, in the same transaction. */
export async function insertNews(tx: Connection, { requestId, news }: WaitingNews): Promise<void> {
  await sql`INSERT INTO help.waiting_news (request_id, news) VALUES (${requestId}, ${news})`.execute(tx);
}

/** Finds news that somebody is to be told. */
export const findNews = (): RawBuilder<unknown> => sql`SELECT 1 FROM help.waiting_news ORDER BY id LIMIT 1`;

/** Takes the oldest that no other process is sending; its row is gone with the transaction. */
export function takeNews(tx: Connection): Promise<WaitingNews | undefined> {
  return findRow(
    tx,
    sql<WaitingNews>`DELETE FROM help.waiting_news WHERE id = (SELECT id FROM help.waiting_news
        ORDER BY id FOR UPDATE SKIP LOCKED LIMIT 1)
      RETURNING request_id AS "requestId", news`,
  );
}
