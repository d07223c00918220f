import { sql } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';
import { lag, oldFrom, type SetBack } from '#platform/set-back';

/** Calls and welfare checks fall due when they would have; a clerk's claim lasts no longer than it would have. */
export async function moveCalls({ tx }: Work, setBack: SetBack): Promise<void> {
  const [by, old, { now }] = [lag(setBack), oldFrom(setBack), setBack];
  await sql`UPDATE control_room.call_backs SET due_at = due_at - ${by} WHERE ended_at IS NULL AND due_at > ${old}`.execute(
    tx,
  );
  await sql`UPDATE control_room.call_backs SET claimed_at = claimed_at - ${by}
    WHERE ended_at IS NULL AND claimed_at > ${now}`.execute(tx);
  await sql`UPDATE control_room.welfare_checks SET due_at = due_at - ${by}
    WHERE asked_at IS NULL AND skipped IS NULL AND due_at > ${old}`.execute(tx);
}
