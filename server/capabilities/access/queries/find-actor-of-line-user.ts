import type { Connection } from '#platform/database/database';
import type { Actor } from '../actor.ts';
import { findActorOfPerson } from '../store-actor.ts';
import { findPersonOfLineUser } from '../store-line-links.ts';

/**
 * Who acts when this LINE user of the staff account taps a button: the linked person with today's memberships, or
 * undefined for a stranger and for somebody disabled. There is no sign-in behind it, so the audit names none.
 */
export async function findActorOfLineUser(
  connection: Connection,
  lineUserId: string,
  now: Date,
): Promise<Actor | undefined> {
  const userId = await findPersonOfLineUser(connection, lineUserId);
  return userId === undefined ? undefined : findActorOfPerson(connection, userId, now);
}
