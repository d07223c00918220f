import { sql } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';
import { lag, oldFrom, type SetBack, surelyOldFrom } from '#platform/set-back';

/** After the clock is set back: orders stay due at the same moment, and no position keeps a time in the future. */
export async function moveOrders({ tx }: Work, setBack: SetBack): Promise<void> {
  const [by, old, { now }] = [lag(setBack), oldFrom(setBack), setBack];
  await sql`UPDATE units.orders SET sent_at = sent_at - ${by}, next_due_at = next_due_at - ${by}
    WHERE next_due_at > ${old}`.execute(tx);
  await sql`UPDATE units.assignments SET eta_at = eta_at - ${by} WHERE ended_at IS NULL AND eta_at > ${old}`.execute(
    tx,
  );
  await sql`UPDATE units.assignments SET eta_notified_at = eta_notified_at - ${by}
    WHERE ended_at IS NULL AND eta_notified_at > ${surelyOldFrom(setBack)}`.execute(tx);
  await sql`UPDATE units.assignments SET ended_at = ${now} WHERE ended_at > ${now}`.execute(tx);
  await sql`UPDATE units.units SET back_at = ${now} WHERE back_at > ${now}`.execute(tx);
  await sql`UPDATE units.unit_positions SET at = at - ${by} WHERE at > ${surelyOldFrom(setBack)}`.execute(tx);
}
