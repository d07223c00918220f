import type { AskedQuestion } from '#contract/silent-help';
import type { QuestionId } from '#contract/silent-question';
import { type Connection, findRow, getRow, type RawBuilder, rows, sql } from '#platform/database/database';
import type { Person } from '../../record/incident.ts';
import { familyOf } from '../../record/store/incident-rows.ts';

export type QuestionRow = Pick<AskedQuestion, 'id' | 'reportId' | 'question' | 'answer'> & {
  incidentId: string;
  at: Date;
  by: Person;
  dueAt: Date;
  raisedAt: Date | null;
  answeredAt: Date | null;
};

const COLUMNS = sql.raw(`id, incident_id AS "incidentId", report_id AS "reportId", question, at, by, due_at AS "dueAt",
  raised_at AS "raisedAt", answer, answered_at AS "answeredAt"`);

/** How long this question may stay unanswered. */
export async function getWaitSeconds(connection: Connection, question: QuestionId): Promise<number> {
  const known = sql<{ seconds: number }>`SELECT seconds FROM incident.question_waits WHERE question = ${question}`;
  return (await getRow(connection, known)).seconds;
}

export async function insertQuestion(
  tx: Connection,
  asked: Omit<QuestionRow, 'raisedAt' | 'answer' | 'answeredAt'>,
): Promise<void> {
  await sql`INSERT INTO incident.questions (id, incident_id, report_id, question, at, by, due_at)
    VALUES (${asked.id}, ${asked.incidentId}, ${asked.reportId}, ${asked.question}, ${asked.at},
      ${JSON.stringify(asked.by)}, ${asked.dueAt})`.execute(tx);
}

/** All questions asked in an incident and those merged into it, oldest first. */
export function listQuestions(connection: Connection, incidentId: string): Promise<QuestionRow[]> {
  return rows(
    connection,
    sql<QuestionRow>`SELECT ${COLUMNS} FROM incident.questions
      WHERE incident_id = ANY(ARRAY${familyOf(incidentId)}) ORDER BY at, id`,
  );
}

/** Locks a question before its incident is locked: the scheduled job uses the same order. */
export function findQuestionForChange(tx: Connection, id: string): Promise<QuestionRow | undefined> {
  return findRow(tx, sql<QuestionRow>`SELECT ${COLUMNS} FROM incident.questions WHERE id = ${id} FOR UPDATE`);
}

export async function saveAnswer(tx: Connection, id: string, answer: string, at: Date): Promise<void> {
  await sql`UPDATE incident.questions SET answer = ${answer}, answered_at = ${at} WHERE id = ${id}`.execute(tx);
}

/** Finds a question whose time has passed. */
export const findUnanswered = (now: Date): RawBuilder<unknown> =>
  sql`SELECT 1 FROM incident.questions WHERE due_at <= ${now} AND raised_at IS NULL AND answered_at IS NULL
    ORDER BY due_at LIMIT 1`;

/** Questions whose time has passed; each is taken by one process, once. */
export function takeUnanswered(tx: Connection, now: Date, limit: number): Promise<QuestionRow[]> {
  return rows(
    tx,
    sql<QuestionRow>`UPDATE incident.questions SET raised_at = ${now}
      WHERE id IN (SELECT id FROM incident.questions
        WHERE due_at <= ${now} AND raised_at IS NULL AND answered_at IS NULL
        ORDER BY due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED) RETURNING ${COLUMNS}`,
  );
}
