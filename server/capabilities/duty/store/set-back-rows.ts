import { sql } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';
import { lag, oldFrom, type SetBack, surelyOldFrom } from '#platform/set-back';

/**
 * After the clock was set back, moments that would now lie in the future count as now, so that whoever checked in during
 * the last hours stays on duty. Planned shifts stay: they are times of day.
 */
export async function moveDuty({ tx }: Work, setBack: SetBack): Promise<void> {
  const [by, old, { now }] = [lag(setBack), oldFrom(setBack), setBack];
  const surelyOld = surelyOldFrom(setBack);
  await sql`UPDATE duty.check_ins SET checked_in_at = ${now} WHERE checked_in_at > ${now}`.execute(tx);
  await sql`UPDATE duty.check_ins SET checked_out_at = ${now} WHERE checked_out_at > ${now}`.execute(tx);
  await sql`UPDATE duty.shifts SET created_at = ${now} WHERE created_at > ${now}`.execute(tx);
  await sql`UPDATE duty.shifts SET cancelled_at = ${now} WHERE cancelled_at > ${now}`.execute(tx);
  await sql`UPDATE duty.stations SET since = ${now} WHERE since > ${now}`.execute(tx);
  await sql`UPDATE duty.stations SET declared_at = declared_at - ${by} WHERE declared_at > ${surelyOld}`.execute(tx);
  await sql`UPDATE duty.consoles SET seen_at = seen_at - ${by} WHERE seen_at > ${surelyOld}`.execute(tx);
  await sql`UPDATE duty.heartbeats SET asked_at = asked_at - ${by}, due_at = due_at - ${by}
    WHERE answered_at IS NULL AND failed_at IS NULL AND due_at > ${old}`.execute(tx);
  await sql`UPDATE duty.exercises SET ends_by = ends_by - ${by} WHERE ended_at IS NULL AND ends_by > ${old}`.execute(
    tx,
  );
}
