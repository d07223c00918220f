import type { Connection } from '#platform/database/database';
import { listLinksOf } from '../store-line-links.ts';

/** The LINE users of these people's linked chats, by person; nobody who is disabled. Only the house may ask. */
export async function listLineUsers(connection: Connection, personIds: string[]): Promise<Map<string, string>> {
  return new Map((await listLinksOf(connection, personIds)).map(({ userId, lineUserId }) => [userId, lineUserId]));
}
