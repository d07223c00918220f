import { type Connection, sql } from '#platform/database/database';

/** Everything of one case that is still to come comes so many days sooner: its deadlines, questions after it, a hold's end. */
export async function bringNearer(tx: Connection, caseId: string, days: number): Promise<void> {
  const by = sql`make_interval(days => ${days})`;
  await sql`UPDATE care.clocks SET half_at = half_at - ${by}, due_at = due_at - ${by}, province_at = province_at - ${by},
      paused_at = paused_at - ${by}
    WHERE case_id = ${caseId} AND stopped_at IS NULL`.execute(tx);
  await sql`UPDATE care.cases SET hold_until = hold_until - ${by} WHERE id = ${caseId} AND hold_until IS NOT NULL`.execute(
    tx,
  );
}
