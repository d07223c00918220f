import type { ReportChannel } from '#contract/incident';
import type { PublicLanguage } from '#contract/languages';
import { amongIds } from '#platform/database/among-ids';
import { type Connection, rows, sql } from '#platform/database/database';

export type Reporter = {
  id: string;
  channel: ReportChannel;
  address: string;
  language: PublicLanguage;
  /** They chose it: the language of their app no longer counts. */
  languageChosen: boolean;
  /** They write in it: the language of their app no longer counts, but another one they write in does. */
  languageWritten: boolean;
  phone: string | null;
  unreachable: boolean;
  /** They do not want to be asked how they are. */
  asksNoMore: boolean;
};

/** Locks whoever sent these reports until the transaction ends, always in the same order. */
export async function lockReportersOf(tx: Connection, reportIds: string[]): Promise<void> {
  await sql`SELECT 1 FROM intake.reporters
    WHERE id IN (SELECT reporter_id FROM intake.reports WHERE id ${amongIds(reportIds)})
    ORDER BY id FOR UPDATE`.execute(tx);
}

/** By which code a report in a chat began; a second code changes nothing. */
export async function insertPlacementReport(
  tx: Connection,
  { reportId, code, at }: { reportId: string; code: string; at: Date },
): Promise<void> {
  await sql`INSERT INTO intake.placement_reports (report_id, placement_code, at) VALUES (${reportId}, ${code}, ${at})
    ON CONFLICT DO NOTHING`.execute(tx);
}

/** Ends a draft that nobody came back to: no more questions. */
export async function abandonDraft(tx: Connection, id: string): Promise<void> {
  await sql`UPDATE intake.reports SET state = 'abandoned', ask_again_at = NULL, give_up_at = NULL
    WHERE id = ${id}`.execute(tx);
}

/** Reports of this reporter whose incident may still change. */
export async function listOpenReportIds(tx: Connection, reporterId: string): Promise<string[]> {
  const open = await rows(
    tx,
    sql<{ id: string }>`SELECT id FROM intake.reports WHERE reporter_id = ${reporterId} AND state = 'submitted'
      AND last_notified ->> 'status' NOT IN ('closed', 'cancelled')`,
  );
  return open.map(({ id }) => id);
}

/** Removes the draft from its conversation. */
export async function forgetDraft(tx: Connection, reportId: string): Promise<void> {
  await sql`UPDATE intake.conversations SET report_id = NULL, question = NULL WHERE report_id = ${reportId}`.execute(
    tx,
  );
}
