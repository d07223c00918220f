import type { Connection } from '#platform/database/database';
import { type Actor, toActor } from './actor.ts';
import { thaiDateOf } from './membership.ts';
import { findPerson, selectServed } from './store-people.ts';

/** What the audit writes as the place an act in the staff account's chat came from. */
const FROM_LINE = 'line-staff';

/** A person with today's memberships, without a sign-in; undefined for somebody disabled or unknown. */
export async function findActorOfPerson(
  connection: Connection,
  personId: string,
  now: Date,
): Promise<Actor | undefined> {
  const person = await findPerson(connection, personId);
  if (!person || person.disabledAt) return undefined;
  const served = await selectServed(connection, [person.id]);
  return toActor({ userId: person.id, name: person.name, from: FROM_LINE, sessionId: '' }, served, thaiDateOf(now));
}
