import { type Connection, sql } from '#platform/database/database';
import { lag, oldFrom, type SetBack } from '#platform/set-back';

/** The clock was set back: the time for an answer still counts in full. */
export async function moveQuestionTimes(tx: Connection, setBack: SetBack): Promise<void> {
  const [by, old] = [lag(setBack), oldFrom(setBack)];
  await sql`UPDATE incident.questions SET at = at - ${by}, due_at = due_at - ${by}
    WHERE raised_at IS NULL AND answered_at IS NULL AND due_at > ${old}`.execute(tx);
}
