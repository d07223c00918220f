import type { Clock } from '#platform/clock';
import type { Connection } from '#platform/database/database';
import { byPerson, type Deed } from '../entry.ts';
import { recordLook } from './record-look.ts';

type Caller = { userId: string; from: string; sessionId: string };
type Seen = Pick<Deed, 'act' | 'subjectKind' | 'subjectId' | 'details'>;

/** What the route runner calls before it shows something. */
export function noteLooks(clock: Clock) {
  return (connection: Connection, caller: Caller, seen: Seen): Promise<void> =>
    recordLook(connection, { ...byPerson(caller), ...seen, at: clock.now() });
}
