import type { Clock } from '#platform/clock';
import type { Connection } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';
import { type AuditEvent, byPerson, type EntryDetails } from '../entry.ts';
import { recordAction } from './record-action.ts';
import { recordView } from './record-view.ts';

type Caller = { userId: string; from: string; sessionId: string };
type Seen = Pick<AuditEvent, 'action' | 'subjectKind' | 'subjectId' | 'details'>;

/**
 * What the route runner calls before it shows something. `viewerContext` says what is kept of every looker beside who they
 * are: where they serve, for instance, which can't be asked afterwards.
 */
export function createViewRecorder<Who extends Caller>(
  clock: Clock,
  viewerContext: (caller: Who) => EntryDetails = () => ({}),
) {
  return (connection: Connection, caller: Who, seen: Seen): Promise<void> => {
    const details = { ...viewerContext(caller), ...seen.details };
    return recordView(connection, { ...byPerson(caller), ...seen, details, at: clock.now() });
  };
}

/** The same for parts of the platform, which know no audit: they are handed this. */
export function createActionRecorder(clock: Clock) {
  return (work: Work, caller: Caller, auditEvent: Seen): Promise<void> =>
    recordAction(work, { ...byPerson(caller), ...auditEvent, at: clock.now() });
}
