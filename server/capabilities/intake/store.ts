import type { IncidentType } from '#contract/incident-type';
import type { ReportedPosition } from '#contract/position';
import { type Connection, findRow, getRow, rows, sql } from '#platform/database/database';
import { newId } from '#platform/ids';
import type { Conversation, Offer, TalkedReport, Told } from './conversation.ts';

export type Reporter = {
  id: string;
  channel: 'line';
  address: string;
  language: 'th' | 'en';
  /** They asked for it: what their app says no longer counts. */
  languageChosen: boolean;
  phone: string | null;
  unreachable: boolean;
};

const REPORTER = sql.raw('id, channel, address, language, language_chosen AS "languageChosen", phone, unreachable');

/** The reporter behind an address, made at the first word; their conversation is held until the transaction ends. */
export async function getReporter(
  tx: Connection,
  address: Pick<Reporter, 'channel' | 'address'>,
  first: { language: Reporter['language']; now: Date },
): Promise<Reporter> {
  await sql`INSERT INTO intake.reporters (id, channel, address, language, since)
    VALUES (${newId()}, ${address.channel}, ${address.address}, ${first.language}, ${first.now})
    ON CONFLICT (channel, address) DO NOTHING`.execute(tx);
  return getRow(
    tx,
    sql<Reporter>`SELECT ${REPORTER} FROM intake.reporters
      WHERE channel = ${address.channel} AND address = ${address.address} FOR UPDATE`,
  );
}

/** The reporter of a report, held until the transaction ends. */
export function findReporterOf(tx: Connection, reportId: string): Promise<Reporter | undefined> {
  return findRow(
    tx,
    sql<Reporter>`SELECT ${REPORTER} FROM intake.reporters
      WHERE id = (SELECT reporter_id FROM intake.reports WHERE id = ${reportId}) FOR UPDATE`,
  );
}

/** Holds the conversations behind these reports until the transaction ends, always in the same order. */
export async function holdReporters(tx: Connection, reportIds: string[]): Promise<void> {
  await sql`SELECT 1 FROM intake.reporters
    WHERE id IN (SELECT reporter_id FROM intake.reports WHERE id = ANY(${reportIds}::uuid[]))
    ORDER BY id FOR UPDATE`.execute(tx);
}

export async function updateReporter(tx: Connection, reporter: Reporter): Promise<void> {
  await sql`UPDATE intake.reporters SET language = ${reporter.language}, phone = ${reporter.phone},
    language_chosen = ${reporter.languageChosen}, unreachable = ${reporter.unreachable} WHERE id = ${reporter.id}`.execute(
    tx,
  );
}

type ConversationRow = Omit<Conversation, 'report'> & { reportId: string | null };

export async function findConversation(tx: Connection, reporterId: string): Promise<Conversation | undefined> {
  const row = await findRow(
    tx,
    sql<ConversationRow>`SELECT report_id AS "reportId", question, offered, wants_silence AS "wantsSilence", hushed
      FROM intake.conversations WHERE reporter_id = ${reporterId}`,
  );
  if (!row) return undefined;
  const { reportId, ...conversation } = row;
  return { ...conversation, report: reportId ? ((await findReport(tx, reportId)) ?? null) : null };
}

export async function saveConversation(tx: Connection, reporterId: string, conversation: Conversation): Promise<void> {
  const { report, question, offered, wantsSilence, hushed } = conversation;
  await sql`INSERT INTO intake.conversations (reporter_id, report_id, question, offered, wants_silence, hushed)
    VALUES (${reporterId}, ${report?.id ?? null}, ${question}, ${JSON.stringify(offered)}, ${wantsSilence}, ${hushed})
    ON CONFLICT (reporter_id) DO UPDATE SET report_id = excluded.report_id, question = excluded.question,
      offered = excluded.offered, wants_silence = excluded.wants_silence, hushed = excluded.hushed`.execute(tx);
}

/** What can be tapped from now on. Numbers asked for earlier stay good until other numbers take their place. */
export async function saveOffered(tx: Connection, reporterId: string, offered: Offer[]): Promise<void> {
  const isNumbered = offered.some(({ number }) => number !== null);
  await sql`UPDATE intake.conversations SET offered = ${JSON.stringify(offered)}::jsonb
      || CASE WHEN ${isNumbered} THEN '[]'::jsonb ELSE jsonb_path_query_array(offered, '$[*] ? (@.number != null)') END
    WHERE reporter_id = ${reporterId}`.execute(tx);
}

const REPORT = sql.raw('id, silent, type, position, phone, told');

export function findReport(connection: Connection, id: string): Promise<TalkedReport | undefined> {
  return findRow(connection, sql<TalkedReport>`SELECT ${REPORT} FROM intake.reports WHERE id = ${id}`);
}

/** A report by its id, if it is this reporter's own. */
export function findOwnReport(connection: Connection, reporterId: string, id: string) {
  return findRow(
    connection,
    sql<TalkedReport>`SELECT ${REPORT} FROM intake.reports WHERE id = ${id} AND reporter_id = ${reporterId}`,
  );
}

type NewReport = { id: string; reporterId: string; silent: boolean; startedAt: Date; askAgainAt: Date; giveUpAt: Date };

export async function insertReport(tx: Connection, report: NewReport): Promise<void> {
  await sql`INSERT INTO intake.reports (id, reporter_id, state, silent, started_at, ask_again_at, give_up_at)
    VALUES (${report.id}, ${report.reporterId}, 'draft', ${report.silent}, ${report.startedAt}, ${report.askAgainAt},
      ${report.giveUpAt})`.execute(tx);
}

export async function setReportType(tx: Connection, id: string, type: IncidentType): Promise<void> {
  await sql`UPDATE intake.reports SET type = ${type} WHERE id = ${id}`.execute(tx);
}

export async function setReportPosition(tx: Connection, id: string, position: ReportedPosition): Promise<void> {
  await sql`UPDATE intake.reports SET position = ${JSON.stringify(position)} WHERE id = ${id}`.execute(tx);
}

export async function setReportSilent(tx: Connection, id: string): Promise<void> {
  await sql`UPDATE intake.reports SET silent = true WHERE id = ${id}`.execute(tx);
}

export async function setTold(tx: Connection, id: string, told: Told): Promise<void> {
  await sql`UPDATE intake.reports SET told = ${JSON.stringify(told)} WHERE id = ${id}`.execute(tx);
}

export async function setReportPhone(tx: Connection, id: string, phone: string): Promise<void> {
  await sql`UPDATE intake.reports SET phone = ${phone} WHERE id = ${id}`.execute(tx);
}

export async function setStars(tx: Connection, id: string, stars: number): Promise<void> {
  await sql`UPDATE intake.reports SET stars = ${stars} WHERE id = ${id}`.execute(tx);
}

/** Ends the draft: no more questions. Returns when it was begun, and whether the desk had been shown it. */
export function endDraft(tx: Connection, id: string, state: 'submitted' | 'dropped' | 'abandoned') {
  return getRow(
    tx,
    sql<{ startedAt: Date; wasUnfinished: boolean }>`
      UPDATE intake.reports SET state = ${state}, ask_again_at = NULL, give_up_at = NULL WHERE id = ${id}
      RETURNING started_at AS "startedAt", unfinished_since IS NOT NULL AS "wasUnfinished"`,
  );
}

/** The reporter's reports whose incident may still change. */
export async function listOpenReportIds(tx: Connection, reporterId: string): Promise<string[]> {
  const open = await rows(
    tx,
    sql<{ id: string }>`SELECT id FROM intake.reports WHERE reporter_id = ${reporterId} AND state = 'submitted'
      AND told ->> 'status' NOT IN ('closed', 'cancelled')`,
  );
  return open.map(({ id }) => id);
}

/** Lets a conversation go on without its draft. */
export async function forgetDraft(tx: Connection, reportId: string): Promise<void> {
  await sql`UPDATE intake.conversations SET report_id = NULL, question = NULL WHERE report_id = ${reportId}`.execute(
    tx,
  );
}
