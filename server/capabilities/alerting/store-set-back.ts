import { sql } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';
import { lag, oldFrom, type SetBack } from '#platform/set-back';

/** Tries and leases of deliveries come when they would have; codes of groups end when they would have. */
export async function moveTries({ tx }: Work, setBack: SetBack): Promise<void> {
  const by = lag(setBack);
  await sql`UPDATE alerting.notifications SET next_try_at = next_try_at - ${by}
    WHERE state = 'pending' AND next_try_at > ${oldFrom(setBack)}`.execute(tx);
  await sql`UPDATE alerting.group_codes SET expires_at = expires_at - ${by} WHERE expires_at > ${setBack.now}`.execute(
    tx,
  );
}
