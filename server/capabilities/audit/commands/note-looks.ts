import type { Clock } from '#platform/clock';
import type { Connection } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';
import { byPerson, type Deed, type EntryDetails } from '../entry.ts';
import { recordAct } from './record-act.ts';
import { recordLook } from './record-look.ts';

type Caller = { userId: string; from: string; sessionId: string };
type Seen = Pick<Deed, 'act' | 'subjectKind' | 'subjectId' | 'details'>;

/**
 * What the route runner calls before it shows something. `standing` says what is kept of every looker beside who they
 * are: where they serve, for instance, which can't be asked afterwards.
 */
export function noteLooks<Who extends Caller>(clock: Clock, standing: (caller: Who) => EntryDetails = () => ({})) {
  return (connection: Connection, caller: Who, seen: Seen): Promise<void> => {
    const details = { ...standing(caller), ...seen.details };
    return recordLook(connection, { ...byPerson(caller), ...seen, details, at: clock.now() });
  };
}

/** The same for parts of the platform, which know no audit: they are handed this. */
export function noteActs(clock: Clock) {
  return (work: Work, caller: Caller, deed: Seen): Promise<void> =>
    recordAct(work, { ...byPerson(caller), ...deed, at: clock.now() });
}
