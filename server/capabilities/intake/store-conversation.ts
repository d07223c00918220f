import { type Connection, findRow, sql } from '#platform/database/database';
import { newId } from '#platform/ids';
import type { Conversation, ConversationReport } from './conversation.ts';
import type { Reporter } from './store.ts';

/** A report in a session, with the fields that only the store needs. */
export type SessionReport = ConversationReport & {
  state: 'draft' | 'submitted' | 'dropped' | 'abandoned';
  /** It was not finished in time and is shown in the control room. */
  isUnfinished: boolean;
  /** Messages were stored before there was an incident. */
  hasEarlyMessages: boolean;
};

/** What a transaction changed in a report. `begun` inserts its row; without `giveUpAt` that column stays as it is. */
export type ReportChange = {
  report: SessionReport;
  begun?: { askAgainAt: Date };
  giveUpAt?: Date;
  stars?: number;
};

const REPORTER = sql.raw(
  `id, channel, address, language, language_chosen AS "languageChosen", language_written AS "languageWritten", phone,
  unreachable, asks_no_more AS "asksNoMore"`,
);

const REPORT =
  sql.raw(`report.id, report.silent, report.type, report.position, report.place_detail AS "placeDetail", report.phone, report.statements, report.last_notified AS "lastNotified", report.state,
  report.started_at AS "startedAt", report.unfinished_since IS NOT NULL AS "isUnfinished",
  EXISTS (SELECT 1 FROM intake.early_messages AS early WHERE early.report_id = report.id) AS "hasEarlyMessages"`);

/** The reporter of an address, created at the first message; their row stays locked until the transaction ends. */
export async function findOrAddReporter(
  tx: Connection,
  { channel, address }: Pick<Reporter, 'channel' | 'address'>,
  first: { language: Reporter['language']; now: Date },
): Promise<Reporter & { isNew: boolean }> {
  const find = () =>
    findRow(
      tx,
      sql<Reporter & { isNew: boolean }>`
        WITH known AS (SELECT ${REPORTER}, false AS "isNew" FROM intake.reporters
            WHERE channel = ${channel} AND address = ${address} FOR UPDATE),
          made AS (INSERT INTO intake.reporters (id, channel, address, language, since)
            SELECT ${newId()}::uuid, ${channel}, ${address}, ${first.language}, ${first.now}::timestamptz
            WHERE NOT EXISTS (SELECT 1 FROM known)
            ON CONFLICT (channel, address) DO NOTHING RETURNING ${REPORTER}, true AS "isNew")
        SELECT * FROM known UNION ALL SELECT * FROM made`,
    );
  // No row means that another transaction inserted it meanwhile: the second query finds it.
  const reporter = (await find()) ?? (await find());
  if (!reporter) throw new Error('a reporter could be neither found nor created');
  return reporter;
}

/** The reporter of a report; their row stays locked until the transaction ends. */
export function findReporterOf(tx: Connection, reportId: string): Promise<Reporter | undefined> {
  return findRow(
    tx,
    sql<Reporter>`SELECT ${REPORTER} FROM intake.reporters
      WHERE id = (SELECT reporter_id FROM intake.reports WHERE id = ${reportId}) FOR UPDATE`,
  );
}

/**
 * A reporter's conversation with its report. Read by a statement of its own after the reporter's row is locked: joined
 * to the locking statement it would show the state from before the wait for the lock.
 */
export async function findConversation(
  tx: Connection,
  reporterId: string,
): Promise<(Omit<Conversation, 'report'> & { report: SessionReport | null }) | undefined> {
  const row = await findRow(
    tx,
    sql<Omit<Conversation, 'report'> & Omit<SessionReport, 'id'> & { id: string | null }>`
      SELECT question, offered, wants_silence AS "wantsSilence", silent_mode AS "silentMode", ${REPORT}
      FROM intake.conversations LEFT JOIN intake.reports AS report ON report.id = report_id
      WHERE conversations.reporter_id = ${reporterId}`,
  );
  if (!row) return undefined;
  const { question, offered, wantsSilence, silentMode, id, ...report } = row;
  return { question, offered, wantsSilence, silentMode, report: id === null ? null : { id, ...report } };
}

/** A report by its id, if it belongs to this reporter. */
export function findOwnReport(tx: Connection, reporterId: string, id: string): Promise<SessionReport | undefined> {
  return findRow(
    tx,
    sql<SessionReport>`SELECT ${REPORT} FROM intake.reports AS report
      WHERE report.id = ${id} AND report.reporter_id = ${reporterId}`,
  );
}

export type SessionChanges = { reporter: Reporter | null; conversation: Conversation | null; reports: ReportChange[] };

/** Writes everything that a transaction changed for one reporter in one statement. */
export async function saveSession(tx: Connection, reporterId: string, changes: SessionChanges): Promise<void> {
  const parts = [
    ...(changes.reporter ? [updateReporterPart(changes.reporter)] : []),
    ...changes.reports.map((change) => (change.begun ? insertPart(reporterId, change) : updatePart(change))),
    ...(changes.conversation ? [conversationPart(reporterId, changes.conversation)] : []),
  ];
  const last = parts.pop();
  if (!last) return;
  const before = parts.map((part, at) => sql`${sql.ref(`part_${at}`)} AS (${part})`);
  await (before.length > 0 ? sql`WITH ${sql.join(before)} ${last}` : last).execute(tx);
}

type Part = ReturnType<typeof sql>;

function updateReporterPart(reporter: Reporter): Part {
  return sql`UPDATE intake.reporters SET language = ${reporter.language}, phone = ${reporter.phone},
    language_chosen = ${reporter.languageChosen}, language_written = ${reporter.languageWritten},
    unreachable = ${reporter.unreachable}, asks_no_more = ${reporter.asksNoMore} WHERE id = ${reporter.id}`;
}

function insertPart(reporterId: string, { report, begun, giveUpAt, stars }: ReportChange): Part {
  const isDraft = report.state === 'draft';
  return sql`INSERT INTO intake.reports (id, reporter_id, state, type, silent, position, place_detail, phone, statements, last_notified, stars, started_at,
      ask_again_at, give_up_at)
    VALUES (${report.id}, ${reporterId}, ${report.state}, ${report.type}, ${report.silent}, ${json(report.position)},
      ${report.placeDetail}, ${report.phone}, ${json(report.statements)}, ${json(report.lastNotified)}, ${stars ?? null}, ${report.startedAt},
      ${isDraft ? (begun?.askAgainAt ?? null) : null}, ${isDraft ? (giveUpAt ?? null) : null})`;
}

/** Nothing is asked about ended drafts. Columns that the timers write (asked_times, unfinished_since) are left alone. */
function updatePart({ report, giveUpAt, stars }: ReportChange): Part {
  const isDraft = report.state === 'draft';
  return sql`UPDATE intake.reports SET state = ${report.state}, type = ${report.type}, silent = ${report.silent},
      position = ${json(report.position)}, place_detail = ${report.placeDetail}, phone = ${report.phone}, statements = ${json(report.statements)}, last_notified = ${json(report.lastNotified)},
      stars = coalesce(${stars ?? null}, stars), ask_again_at = CASE WHEN ${isDraft} THEN ask_again_at END,
      give_up_at = CASE WHEN ${isDraft} THEN coalesce(${giveUpAt ?? null}, give_up_at) END
    WHERE id = ${report.id}`;
}

function conversationPart(reporterId: string, conversation: Conversation): Part {
  const { report, question, offered, wantsSilence, silentMode } = conversation;
  return sql`INSERT INTO intake.conversations (reporter_id, report_id, question, offered, wants_silence, silent_mode)
    VALUES (${reporterId}, ${report?.id ?? null}, ${question}, ${JSON.stringify(offered)}, ${wantsSilence}, ${silentMode})
    ON CONFLICT (reporter_id) DO UPDATE SET report_id = excluded.report_id, question = excluded.question,
      offered = excluded.offered, wants_silence = excluded.wants_silence, silent_mode = excluded.silent_mode`;
}

function json(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}
