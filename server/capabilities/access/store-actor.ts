import { thaiDayOf } from '#contract/thai-day';
import type { Connection } from '#platform/database/database';
import { type Actor, toActor } from './actor.ts';
import { findPersonOfLineUser } from './store-line-links.ts';
import { findPerson, selectServed } from './store-people.ts';

/** `from` of audit events for actions in a chat with the staff LINE account. */
const FROM_LINE = 'line-staff';

/** A person with today's memberships, without a session; undefined for somebody disabled or unknown. */
export async function findActorOfPerson(
  connection: Connection,
  personId: string,
  now: Date,
): Promise<Actor | undefined> {
  const person = await findPerson(connection, personId);
  if (!person || person.disabledAt) return undefined;
  const served = await selectServed(connection, [person.id]);
  return toActor({ userId: person.id, name: person.name, from: FROM_LINE, sessionId: '' }, served, thaiDayOf(now));
}

/** The same for the person linked to a LINE user of the staff account. */
export async function findActorOfLineUser(
  connection: Connection,
  lineUserId: string,
  now: Date,
): Promise<Actor | undefined> {
  const userId = await findPersonOfLineUser(connection, lineUserId);
  return userId === undefined ? undefined : findActorOfPerson(connection, userId, now);
}
