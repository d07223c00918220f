import { type Connection, sql } from '#platform/database/database';
import { lag, type SetBack } from '#platform/set-back';

/** Every round goes on as if the clock had not been set: its beginning and its next step move alike. */
export async function moveBack(tx: Connection, setBack: SetBack): Promise<void> {
  const [by, { now, since }] = [lag(setBack), setBack];
  await sql`UPDATE escalation.runs SET began_at = began_at - ${by}, next_due_at = next_due_at - ${by}
    WHERE stopped_at IS NULL AND NOT (began_at > ${since} AND began_at <= ${now})`.execute(tx);
}

/** Clocks of servers that NTP keeps differ by less; a round that begins later than this begins now. */
const CLOCKS_APART = sql`interval '5 seconds'`;

export async function startFutureRunsNow(db: Connection, now: Date): Promise<void> {
  await sql`UPDATE escalation.runs SET began_at = ${now}, next_due_at = next_due_at - (began_at - ${now}::timestamptz)
    WHERE stopped_at IS NULL AND began_at > ${now}::timestamptz + ${CLOCKS_APART}`.execute(db);
}
