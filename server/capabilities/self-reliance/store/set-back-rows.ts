import { sql } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';
import { lag, type SetBack } from '#platform/set-back';

/** After the clock is set back: a decision is due at the same moment. Measurements are planned by days, which stay. */
export async function moveFamilyTimes({ tx }: Work, setBack: SetBack): Promise<void> {
  const { since, now } = setBack;
  await sql`UPDATE self_reliance.proposals SET due_at = due_at - ${lag(setBack)}
    WHERE decision IS NULL AND requested_at NOT BETWEEN ${since} AND ${now}`.execute(tx);
}
