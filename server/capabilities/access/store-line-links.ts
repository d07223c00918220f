import { type Connection, findRow, rows, sql } from '#platform/database/database';
import { type LineLink, lineLinksOf } from './store-published-people.ts';

export async function keepLinkCode(
  tx: Connection,
  code: { userId: string; sessionId: string; hash: string; expiresAt: Date },
): Promise<void> {
  await sql`INSERT INTO access.line_link_codes (user_id, session_id, code_hash, expires_at)
    VALUES (${code.userId}, ${code.sessionId}, ${code.hash}, ${code.expiresAt})
    ON CONFLICT (user_id) DO UPDATE SET session_id = excluded.session_id, code_hash = excluded.code_hash,
      expires_at = excluded.expires_at`.execute(tx);
}

/** Deletes the code: it works once. @returns whose code it was */
export async function takeLinkCode(tx: Connection, hash: string, now: Date): Promise<string | undefined> {
  const taken = await findRow(
    tx,
    sql<{ userId: string }>`DELETE FROM access.line_link_codes WHERE code_hash = ${hash} AND expires_at > ${now}
      RETURNING user_id AS "userId"`,
  );
  return taken?.userId;
}

/**
 * One LINE user belongs to one person: earlier links of both are deleted.
 * @returns the deleted links: another chat of this person, another person of this chat
 */
export async function linkLineUser(tx: Connection, userId: string, lineUserId: string, now: Date): Promise<LineLink[]> {
  const ended = await rows(
    tx,
    sql<LineLink>`DELETE FROM access.line_links WHERE line_user_id = ${lineUserId} OR user_id = ${userId}
      RETURNING user_id AS "userId", line_user_id AS "lineUserId"`,
  );
  await sql`INSERT INTO access.line_links (user_id, line_user_id, linked_at) VALUES (${userId}, ${lineUserId}, ${now})
    ON CONFLICT (user_id) DO UPDATE SET line_user_id = excluded.line_user_id, linked_at = excluded.linked_at`.execute(
    tx,
  );
  return ended.filter((link) => link.userId !== userId || link.lineUserId !== lineUserId);
}

/** Deletes the link and any open link code. @returns the LINE user who was linked */
export async function deleteLineLink(tx: Connection, userId: string): Promise<string | undefined> {
  await sql`DELETE FROM access.line_link_codes WHERE user_id = ${userId}`.execute(tx);
  const gone = await findRow(
    tx,
    sql<{ lineUserId: string }>`DELETE FROM access.line_links WHERE user_id = ${userId}
      RETURNING line_user_id AS "lineUserId"`,
  );
  return gone?.lineUserId;
}

/** The person linked to a LINE user of the staff account; undefined when disabled. */
export async function findPersonOfLineUser(connection: Connection, lineUserId: string): Promise<string | undefined> {
  const found = await findRow(
    connection,
    sql<{
      userId: string;
    }>`SELECT l.user_id AS "userId" FROM access.line_links l JOIN access.users u ON u.id = l.user_id
      WHERE l.line_user_id = ${lineUserId} AND u.disabled_at IS NULL`,
  );
  return found?.userId;
}

export function listLinksOf(connection: Connection, userIds: string[]): Promise<LineLink[]> {
  return rows(connection, sql<LineLink>`${lineLinksOf(sql`${userIds}::uuid[]`)}`);
}
