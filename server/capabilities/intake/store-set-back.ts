import { sql } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';
import { lag, oldFrom, type SetBack } from '#platform/set-back';

/** Moves the times of questions and of giving drafts up, so that they come when they would have. */
export async function moveDueQuestions({ tx }: Work, setBack: SetBack): Promise<void> {
  const [by, old] = [lag(setBack), oldFrom(setBack)];
  await sql`UPDATE intake.reports SET ask_again_at = ask_again_at - ${by} WHERE ask_again_at > ${old}`.execute(tx);
  await sql`UPDATE intake.reports SET give_up_at = give_up_at - ${by} WHERE give_up_at > ${old}`.execute(tx);
}

/**
 * Statements count by their time. Times in the future would outweigh every statement made until then, and a new
 * report would be taken for a late message about the last one.
 */
export async function moveStatementTimes({ tx }: Work, setBack: SetBack): Promise<void> {
  const now = setBack.now.toISOString();
  const earlier = (text: ReturnType<typeof sql>) =>
    sql`to_jsonb(to_char((${text}::timestamptz - ${lag(setBack)}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`;
  const isAhead = sql`jsonb_typeof(one.value) = 'string' AND one.value #>> '{}' > ${now}`;
  await sql`UPDATE intake.reports SET statements = (
      SELECT jsonb_object_agg(one.key, CASE WHEN ${isAhead} THEN ${earlier(sql`(one.value #>> '{}')`)} ELSE one.value END)
      FROM jsonb_each(reports.statements) AS one)
    WHERE EXISTS (SELECT FROM jsonb_each(reports.statements) AS one WHERE ${isAhead})`.execute(tx);
  await sql`UPDATE intake.reports SET position = jsonb_set(position, '{at}', ${earlier(sql`(position ->> 'at')`)})
    WHERE position ->> 'at' > ${now}`.execute(tx);
  await sql`UPDATE intake.reports SET last_notified = jsonb_set(last_notified, '{endedAt}', ${earlier(sql`(last_notified ->> 'endedAt')`)})
    WHERE last_notified ->> 'endedAt' > ${now}`.execute(tx);
}
