import type { ReporterMenu } from '#events/inbound';
import { type Connection, findRow, sql } from '#platform/database/database';
import type { Chat } from '../account.ts';

export type MenuWish = { id: number; menu: ReporterMenu; createdAt: Date; tries: number };

export async function insertWish(
  tx: Connection,
  { account, chatId }: Chat,
  menu: ReporterMenu,
  now: Date,
): Promise<void> {
  await sql`
    WITH chat AS (INSERT INTO line.chats (account, chat_id) VALUES (${account}, ${chatId}) ON CONFLICT DO NOTHING)
    INSERT INTO line.menu_wishes (account, chat_id, menu, created_at) VALUES (${account}, ${chatId}, ${menu}, ${now})`.execute(
    tx,
  );
}

/** The newest wish for the chat, if it is due: the ones before it no longer matter. */
export function findDueWish(db: Connection, { account, chatId }: Chat, now: Date): Promise<MenuWish | undefined> {
  return findRow(
    db,
    sql<MenuWish>`SELECT id, menu, created_at AS "createdAt", tries FROM (SELECT id, menu, created_at, tries, next_try_at FROM line.menu_wishes
        WHERE account = ${account} AND chat_id = ${chatId} ORDER BY id DESC LIMIT 1) AS newest
      WHERE next_try_at IS NULL OR next_try_at <= ${now}`,
  );
}

/** Deletes the wish and all older ones of its chat. */
export async function deleteWishes(db: Connection, { account, chatId }: Chat, upTo: number): Promise<void> {
  await sql`DELETE FROM line.menu_wishes WHERE account = ${account} AND chat_id = ${chatId} AND id <= ${upTo}`.execute(
    db,
  );
}

export async function postponeWish(db: Connection, id: number, until: Date): Promise<void> {
  await sql`UPDATE line.menu_wishes SET tries = tries + 1, next_try_at = ${until} WHERE id = ${id}`.execute(db);
}
