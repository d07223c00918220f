import type { Connection } from '#platform/database/database';
import { type Actor, toActor } from '../actor.ts';
import { thaiDateOf } from '../membership.ts';
import { findPersonOfLineUser } from '../store-line-links.ts';
import { findPerson, selectServed } from '../store-people.ts';

/** What the audit writes as the place an act in the staff account's chat came from. */
const FROM_LINE = 'line-staff';

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
  const person = userId && (await findPerson(connection, userId));
  if (!person) return undefined;
  const served = await selectServed(connection, [person.id]);
  return toActor({ userId: person.id, name: person.name, from: FROM_LINE, sessionId: '' }, served, thaiDateOf(now));
}
