import type { LogEntry } from '#events/event-map';
import { inTransaction } from '#platform/database/transaction';
import type { FactContext } from '../../context.ts';
import { replaceCareFacts } from '../store/care-fact-rows.ts';
import { lockCursorAt, moveCursor, readCursor } from '../store/cursor-rows.ts';
import { listIncidentsOf, replaceFacts } from '../store/fact-rows.ts';
import { replaceRollups } from '../store/rollup-rows.ts';

/** Of the log at once: a transaction stays short, also after an outage. */
const MOST_ENTRIES = 1000;
/** An entry is followed within a day or never: the log keeps no older ones for certain. */
const DAY_MS = 86_400_000;

/** The records that these entries say have changed. */
export function changedIn(
  entries: readonly LogEntry[],
): Record<'incidents' | 'units' | 'cases' | 'referrals', string[]> {
  const none = () => new Set<string>();
  const changed = { incidents: none(), units: none(), cases: none(), referrals: none() };
  for (const { type, body } of entries) {
    if (type === 'incident-changed') changed.incidents.add(body.incidentId);
    else if (type === 'people-alerted' && body.incidentId !== null) changed.incidents.add(body.incidentId);
    else if (type === 'unit-changed') changed.units.add(body.unitId);
    else if (type === 'case-changed') changed.cases.add(body.caseId);
    else if (type === 'referral-changed') changed.referrals.add(body.referralId);
  }
  const { incidents, units, cases, referrals } = changed;
  return { incidents: [...incidents], units: [...units], cases: [...cases], referrals: [...referrals] };
}

/**
 * Reads the event log from where it stopped and makes the facts of what has changed anew, and the sums they count in. Cursor,
 * facts and sums are one transaction, so that a reader finds them agreeing and a kill loses nothing. One process at a time.
 */
export async function followLog({ clock, db, eventLog, follow }: FactContext): Promise<void> {
  for (;;) {
    const { seq } = await readCursor(db);
    const entries = await eventLog.readAfter(seq, MOST_ENTRIES);
    const last = entries.at(-1);
    if (last === undefined) return;
    const { incidents, units, cases, referrals } = changedIn(entries);
    const since = new Date(clock.now().getTime() - 2 * DAY_MS);
    const isOurs = await inTransaction(db, async ({ tx }) => {
      if (!(await lockCursorAt(tx, seq))) return false;
      if (incidents.length + units.length + cases.length > 0) {
        const ids = await listIncidentsOf(tx, { incidents, units, cases, since });
        if (ids.length > 0) {
          await replaceRollups(tx, await replaceFacts(tx, ids));
          await follow(tx, ids);
        }
      }
      await replaceCareFacts(tx, { cases, referrals });
      await moveCursor(tx, last.seq);
      return true;
    });
    if (!isOurs || entries.length < MOST_ENTRIES) return;
  }
}
