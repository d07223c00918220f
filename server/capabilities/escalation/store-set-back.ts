import { type Connection, sql } from '#platform/database/database';
import { lag, type SetBack } from '#platform/set-back';

/** Moves the beginning and the next step of active runs back with the clock. */
export async function moveBack(tx: Connection, setBack: SetBack): Promise<void> {
  const [by, { now, since }] = [lag(setBack), setBack];
  await sql`UPDATE escalation.runs SET began_at = began_at - ${by}, next_due_at = next_due_at - ${by}
    WHERE stopped_at IS NULL AND NOT (began_at > ${since} AND began_at <= ${now})`.execute(tx);
}

/** Clocks of servers with NTP differ by less; a run that begins later than this begins now. */
const CLOCKS_APART = sql`interval '5 seconds'`;

export async function startFutureRunsNow(db: Connection, now: Date): Promise<void> {
  await sql`UPDATE escalation.runs SET began_at = ${now}, next_due_at = next_due_at - (began_at - ${now}::timestamptz)
    WHERE stopped_at IS NULL AND began_at > ${now}::timestamptz + ${CLOCKS_APART}`.execute(db);
}
