import { type Connection, findRow, rows, sql } from '#platform/database/database';

export async function keepLinkCode(tx: Connection, userId: string, hash: string, expiresAt: Date): Promise<void> {
  await sql`INSERT INTO access.line_link_codes (user_id, code_hash, expires_at) VALUES (${userId}, ${hash}, ${expiresAt})
    ON CONFLICT (user_id) DO UPDATE SET code_hash = excluded.code_hash, expires_at = excluded.expires_at`.execute(tx);
}

/** Takes the code away: it works once. */
export async function takeLinkCode(tx: Connection, hash: string, now: Date): Promise<string | undefined> {
  const taken = await findRow(
    tx,
    sql<{ userId: string }>`DELETE FROM access.line_link_codes WHERE code_hash = ${hash} AND expires_at > ${now}
      RETURNING user_id AS "userId"`,
  );
  return taken?.userId;
}

/** One LINE user is one person: what they were linked to before ends. */
export async function linkLineUser(tx: Connection, userId: string, lineUserId: string, now: Date): Promise<void> {
  await sql`DELETE FROM access.line_links WHERE line_user_id = ${lineUserId}`.execute(tx);
  await sql`INSERT INTO access.line_links (user_id, line_user_id, linked_at) VALUES (${userId}, ${lineUserId}, ${now})
    ON CONFLICT (user_id) DO UPDATE SET line_user_id = excluded.line_user_id, linked_at = excluded.linked_at`.execute(
    tx,
  );
}

/** @returns whether there was a link */
export async function deleteLineLink(tx: Connection, userId: string): Promise<boolean> {
  const gone = await findRow(tx, sql`DELETE FROM access.line_links WHERE user_id = ${userId} RETURNING user_id`);
  return gone !== undefined;
}

/** The person behind a LINE user of the staff account, while they may sign in. */
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

export function listLinksOf(
  connection: Connection,
  userIds: string[],
): Promise<{ userId: string; lineUserId: string }[]> {
  return rows(
    connection,
    sql<{ userId: string; lineUserId: string }>`SELECT l.user_id AS "userId", l.line_user_id AS "lineUserId"
      FROM access.line_links l JOIN access.users u ON u.id = l.user_id
      WHERE l.user_id = ANY(${userIds}::uuid[]) AND u.disabled_at IS NULL`,
  );
}
