import { sql } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';
import { lag, oldFrom, type SetBack } from '#platform/set-back';

/** After the clock is set back: call-backs stay due at the same moment, and claims do not last longer. */
export async function moveCallBacks({ tx }: Work, setBack: SetBack): Promise<void> {
  const [by, old, { now }] = [lag(setBack), oldFrom(setBack), setBack];
  await sql`UPDATE control_room.call_backs SET due_at = due_at - ${by} WHERE ended_at IS NULL AND due_at > ${old}`.execute(
    tx,
  );
  await sql`UPDATE control_room.call_backs SET claimed_at = claimed_at - ${by}
    WHERE ended_at IS NULL AND claimed_at > ${now}`.execute(tx);
}
