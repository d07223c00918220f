import { sql } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';
import { lag, oldFrom, type SetBack } from '#platform/set-back';

/** After the clock is set back: what is due stays due at the same moment. */
export async function moveHelpTimes({ tx }: Work, setBack: SetBack): Promise<void> {
  const [by, old, { since, now }] = [lag(setBack), oldFrom(setBack), setBack];
  await sql`UPDATE help.checks SET due_at = due_at - ${by}
    WHERE result IS NULL AND asked_at NOT BETWEEN ${since} AND ${now}`.execute(tx);
  await sql`UPDATE help.requests SET ask_due_at = ask_due_at - ${by} WHERE ask_due_at > ${old}`.execute(tx);
}
