import { sql } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';
import { lag, oldFrom, type SetBack } from '#platform/set-back';

/** After the clock was set back: moves due times, leases and the expiry of group codes along with it. */
export async function moveTries({ tx }: Work, setBack: SetBack): Promise<void> {
  const by = lag(setBack);
  await sql`UPDATE alerting.notifications SET next_try_at = next_try_at - ${by}
    WHERE state = 'pending' AND next_try_at > ${oldFrom(setBack)}`.execute(tx);
  await sql`UPDATE alerting.group_codes SET expires_at = expires_at - ${by} WHERE expires_at > ${setBack.now}`.execute(
    tx,
  );
}
