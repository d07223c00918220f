import type { UnfinishedReport } from '#contract/incident';
import { type Connection, type RawBuilder, rows, sql } from '#platform/database/database';
import type { Hints } from './known-area.ts';

/** Finds a draft whose next question is due. */
export const findDueQuestion = (now: Date): RawBuilder<unknown> =>
  sql`SELECT 1 FROM intake.reports WHERE ask_again_at <= ${now} ORDER BY ask_again_at LIMIT 1`;

/** Finds a draft that nobody came back to. */
export const findGivenUp = (now: Date): RawBuilder<unknown> =>
  sql`SELECT 1 FROM intake.reports WHERE give_up_at <= ${now} ORDER BY give_up_at LIMIT 1`;

/** Drafts whose next question is due. Their rows are locked, so that each question is asked once. */
export async function takeDueQuestions(tx: Connection, now: Date, limit: number): Promise<string[]> {
  const due = await rows(
    tx,
    sql<{ id: string }>`UPDATE intake.reports SET ask_again_at = NULL, asked_times = asked_times + 1,
        unfinished_since = coalesce(unfinished_since, ${now})
      WHERE id IN (SELECT id FROM intake.reports WHERE ask_again_at <= ${now} ORDER BY ask_again_at LIMIT ${limit}
        FOR UPDATE SKIP LOCKED) RETURNING id`,
  );
  return due.map(({ id }) => id);
}

/** Shows a call whose line broke at once: nothing more will come from the caller. */
export async function showAtOnce(tx: Connection, reportId: string, now: Date): Promise<void> {
  await sql`UPDATE intake.reports SET unfinished_since = coalesce(unfinished_since, ${now})
    WHERE id = ${reportId} AND state = 'draft'`.execute(tx);
}

/** Drafts that nobody came back to; their rows are locked. */
export async function takeGivenUp(tx: Connection, now: Date, limit: number): Promise<string[]> {
  const due = await rows(
    tx,
    sql<{ id: string }>`SELECT id FROM intake.reports WHERE give_up_at <= ${now} ORDER BY give_up_at LIMIT ${limit}
      FOR UPDATE SKIP LOCKED`,
  );
  return due.map(({ id }) => id);
}

type Row = Omit<UnfinishedReport, 'startedAt' | 'phoneMasked' | 'area'> & { startedAt: Date } & Omit<Hints, 'position'>;

/** Reports without type or place after the second question. Nobody may call a silent one, so it shows no phone. */
export function listUnfinishedRows(connection: Connection, ids: string[] | 'all'): Promise<Row[]> {
  return rows(
    connection,
    sql<Row>`SELECT report.id AS "reportId", reporter.channel, reporter.language, report.type, report.silent,
        report.position, report.place_detail AS "placeDetail", report.started_at AS "startedAt", report.asked_times AS "askedTimes",
        CASE WHEN report.silent OR NOT coalesce(call.call_back, true) THEN false END AS "canTakeCalls",
        CASE WHEN NOT report.silent AND coalesce(call.call_back, true)
          THEN coalesce(report.phone, reporter.phone) END AS phone,
        (SELECT text FROM intake.early_messages AS early WHERE early.report_id = report.id AND early.text IS NOT NULL
          ORDER BY early.at DESC LIMIT 1) AS "lastText",
        (SELECT string_agg(text, E'\\n' ORDER BY early.at) FROM intake.early_messages AS early
          WHERE early.report_id = report.id) AS text,
        CASE WHEN call.line IS NOT NULL
          THEN jsonb_build_object('line', call.line, 'name', call.taken_by_name) END AS "takenBy",
        call.agency_id AS "callAgencyId"
      FROM intake.reports AS report JOIN intake.reporters AS reporter ON reporter.id = report.reporter_id
      LEFT JOIN intake.phone_calls AS call ON call.report_id = report.id
      WHERE report.state = 'draft' AND report.unfinished_since IS NOT NULL
        AND (${ids === 'all'} OR report.id = ANY(${ids === 'all' ? [] : ids}::uuid[]))
      ORDER BY report.started_at LIMIT 500`,
  );
}
