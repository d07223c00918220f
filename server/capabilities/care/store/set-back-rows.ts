import { sql } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';
import { lag, oldFrom, type SetBack } from '#platform/set-back';

/** After the clock is set back: what is due in care stays due at the same moment. */
export async function moveCareTimes({ tx }: Work, setBack: SetBack): Promise<void> {
  const [by, old, { since, now }] = [lag(setBack), oldFrom(setBack), setBack];
  await sql`UPDATE care.welfare_checks SET due_at = due_at - ${by}
    WHERE asked_at IS NULL AND skipped IS NULL AND due_at > ${old}`.execute(tx);
  // Days ahead: what began after the clock was set is by the new one already.
  await sql`UPDATE care.clocks SET half_at = half_at - ${by}, due_at = due_at - ${by}, province_at = province_at - ${by},
      paused_at = paused_at - CASE WHEN paused_at BETWEEN ${since} AND ${now} THEN interval '0' ELSE ${by} END
    WHERE stopped_at IS NULL AND started_at NOT BETWEEN ${since} AND ${now}`.execute(tx);
  await sql`UPDATE care.approvals SET due_at = due_at - ${by}
    WHERE decision IS NULL AND requested_at NOT BETWEEN ${since} AND ${now}`.execute(tx);
  await sql`UPDATE care.transfers SET due_at = due_at - ${by}
    WHERE answer IS NULL AND offered_at NOT BETWEEN ${since} AND ${now}`.execute(tx);
  await sql`UPDATE care.early_notifications SET province_at = province_at - ${by}
    WHERE province_told_at IS NULL AND known_at NOT BETWEEN ${since} AND ${now}`.execute(tx);
  await sql`UPDATE care.early_notifications SET arrives_at = arrives_at - ${by}
    WHERE over_at IS NULL AND arrives_at > ${old} AND acknowledged_at NOT BETWEEN ${since} AND ${now}`.execute(tx);
}
