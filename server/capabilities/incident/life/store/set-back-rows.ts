import { ON_THE_WAY } from '#contract/incident-status';
import { type Connection, rows, sql } from '#platform/database/database';
import { lag, oldFrom, type SetBack } from '#platform/set-back';

/**
 * Moves due times of questions and ETAs with the clock.
 * @returns the incidents whose ETA has changed
 */
export async function moveDue(tx: Connection, setBack: SetBack): Promise<string[]> {
  const [by, old] = [lag(setBack), oldFrom(setBack)];
  await sql`UPDATE incident.questions SET at = at - ${by}, due_at = due_at - ${by}
    WHERE raised_at IS NULL AND answered_at IS NULL AND due_at > ${old}`.execute(tx);
  const moved = await rows(
    tx,
    sql<{ id: string }>`UPDATE incident.incidents SET eta_at = eta_at - ${by}
      WHERE status = ANY(${[...ON_THE_WAY]}::text[]) AND eta_at > ${old}
        AND eta_at IS DISTINCT FROM eta_passed RETURNING id::text`,
  );
  return moved.map(({ id }) => id);
}
