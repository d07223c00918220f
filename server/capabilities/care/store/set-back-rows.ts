import { sql } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';
import { lag, oldFrom, type SetBack } from '#platform/set-back';

/** After the clock is set back: welfare checks stay due at the same moment. */
export async function moveWelfareChecks({ tx }: Work, setBack: SetBack): Promise<void> {
  await sql`UPDATE care.welfare_checks SET due_at = due_at - ${lag(setBack)}
    WHERE asked_at IS NULL AND skipped IS NULL AND due_at > ${oldFrom(setBack)}`.execute(tx);
}
