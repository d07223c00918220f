import { amongIds } from '#platform/database/among-ids';
import { type Connection, fillUp, findRow, type RawBuilder, rows, sql } from '#platform/database/database';
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

/** What is known of somebody who writes, as JSON: the reporter, the conversation and its report. */
export type KnownReporter = {
  reporter: Reporter;
  conversation: Omit<Conversation, 'report'> | null;
  /** The report was added or changed while its reader waited. */
  isNewer: boolean;
  report: (Omit<SessionReport, 'startedAt'> & { startedAt: string }) | null;
};

type Found = { address: string; known: KnownReporter };

/**
 * The reporters at some addresses (`= …` or `IN (…)`) with their conversations, as part of another statement. Reporter,
 * conversation and report are locked until the transaction ends, in this order: locked rows are read as they are after the
 * wait, also where the statement began before it. Other rows are not: `isNewer` says that the report was added or changed
 * meanwhile, which whoever stores an early message does.
 */
export function reportersAt(among: RawBuilder<unknown>): RawBuilder<Found> {
  // A `ctid` is the place of one version of a row: of a locked row the newest one, of `seen` the one from before the wait.
  return sql<Found>`
    WITH reporter AS MATERIALIZED (SELECT ${REPORTER} FROM intake.reporters
        WHERE channel = 'line' AND address ${among} ORDER BY id FOR UPDATE),
      conversation AS MATERIALIZED (SELECT reporter_id, report_id, question, offered, wants_silence AS "wantsSilence",
          silent_mode AS "silentMode"
        FROM intake.conversations JOIN reporter ON reporter.id = conversations.reporter_id
        FOR UPDATE OF conversations),
      report AS MATERIALIZED (SELECT ${REPORT},
          report.ctid IS DISTINCT FROM (SELECT seen.ctid FROM intake.reports AS seen WHERE seen.id = report.id) AS is_newer
        FROM intake.reports AS report JOIN conversation ON conversation.report_id = report.id FOR UPDATE OF report)
    SELECT reporter.address, jsonb_build_object('reporter', to_jsonb(reporter),
      'conversation', to_jsonb(conversation) - 'reporter_id' - 'report_id', 'report', to_jsonb(report) - 'is_newer',
      'isNewer', conversation.report_id IS NOT NULL AND report.is_newer IS NOT FALSE) AS known
    FROM reporter LEFT JOIN conversation ON conversation.reporter_id = reporter.id
    LEFT JOIN report ON report.id = conversation.report_id`;
}

/** The reporters of these reports; their rows stay locked until the transaction ends, always in the same order. */
export function lockReportersWith(tx: Connection, reportIds: string[]): Promise<Reporter[]> {
  return rows(
    tx,
    sql<Reporter>`SELECT ${REPORTER} FROM intake.reporters
      WHERE id IN (SELECT reporter_id FROM intake.reports WHERE id ${amongIds(reportIds)}) ORDER BY id FOR UPDATE`,
  );
}

/** The reporter of a report; their row stays locked until the transaction ends. */
export function findReporterOf(tx: Connection, reportId: string): Promise<Reporter | undefined> {
  return findRow(
    tx,
    sql<Reporter>`SELECT ${REPORTER} FROM intake.reporters
      WHERE id = (SELECT reporter_id FROM intake.reports WHERE id = ${reportId}) FOR UPDATE`,
  );
}

/** A reporter by their id; their row stays locked until the transaction ends. */
export function lockReporter(tx: Connection, reporterId: string): Promise<Reporter | undefined> {
  return findRow(tx, sql<Reporter>`SELECT ${REPORTER} FROM intake.reporters WHERE id = ${reporterId} FOR UPDATE`);
}

type ReadConversation = Omit<Conversation, 'report'> & { report: SessionReport | null };

/**
 * The conversations of reporters with their reports. Read by a statement of its own after the reporters' rows are locked:
 * joined to the locking statement it would show the state from before the wait for the lock.
 */
export async function listConversations(tx: Connection, reporterIds: string[]): Promise<Map<string, ReadConversation>> {
  const found = await rows(
    tx,
    sql<Omit<ReadConversation, 'report'> & Omit<SessionReport, 'id'> & { reporterId: string; id: string | null }>`
      SELECT conversations.reporter_id AS "reporterId", question, offered, wants_silence AS "wantsSilence",
        silent_mode AS "silentMode", ${REPORT}
      FROM intake.conversations LEFT JOIN intake.reports AS report ON report.id = report_id
      WHERE conversations.reporter_id ${amongIds(reporterIds)}`,
  );
  return new Map(
    found.map(({ reporterId, question, offered, wantsSilence, silentMode, id, ...report }) => [
      reporterId,
      { question, offered, wantsSilence, silentMode, report: id === null ? null : { id, ...report } },
    ]),
  );
}

/** Reports by their ids, and whose they are. */
export function listReportsWithReporter(
  tx: Connection,
  reportIds: string[],
): Promise<(SessionReport & { reporterId: string })[]> {
  return rows(
    tx,
    sql<SessionReport & { reporterId: string }>`SELECT report.reporter_id AS "reporterId", ${REPORT}
      FROM intake.reports AS report WHERE report.id ${amongIds(reportIds)}`,
  );
}

/** A report by its id, if it belongs to this reporter. */
export function findOwnReport(tx: Connection, reporterId: string, id: string): Promise<SessionReport | undefined> {
  return findRow(
    tx,
    sql<SessionReport>`SELECT ${REPORT} FROM intake.reports AS report
      WHERE report.id = ${id} AND report.reporter_id = ${reporterId}`,
  );
}

export function findReport(connection: Connection, id: string): Promise<SessionReport | undefined> {
  return findRow(
    connection,
    sql<SessionReport>`SELECT ${REPORT} FROM intake.reports AS report WHERE report.id = ${id}`,
  );
}

// What a transaction changed for its reporters, one statement for each table and kind of change, for any number of them:
// they are written together, as parts of one statement.

export function addReporters(added: (Reporter & { since: Date })[]): RawBuilder<unknown> {
  return sql`INSERT INTO intake.reporters (id, channel, address, language, since, phone, language_chosen, language_written,
      unreachable, asks_no_more)
    SELECT * FROM unnest(${added.map(({ id }) => id)}::uuid[], ${added.map(({ channel }) => channel)}::text[],
      ${added.map(({ address }) => address)}::text[], ${added.map(({ language }) => language)}::text[],
      ${added.map(({ since }) => since)}::timestamptz[], ${added.map(({ phone }) => phone)}::text[],
      ${added.map(({ languageChosen }) => languageChosen)}::bool[],
      ${added.map(({ languageWritten }) => languageWritten)}::bool[],
      ${added.map(({ unreachable }) => unreachable)}::bool[], ${added.map(({ asksNoMore }) => asksNoMore)}::bool[])`;
}

/** A list of values and not arrays: of one row PostgreSQL then knows that it is one, and uses the index on a new table too. */
export function updateReporters(changed: Reporter[]): RawBuilder<unknown> {
  if (changed.length === 0) return sql`SELECT 1`;
  const values = fillUp(changed).map(
    ({ id, language, phone, languageChosen, languageWritten, unreachable, asksNoMore }) =>
      sql`(${id}::uuid, ${language}, ${phone}, ${languageChosen}::bool, ${languageWritten}::bool, ${unreachable}::bool,
        ${asksNoMore}::bool)`,
  );
  return sql`UPDATE intake.reporters AS reporter SET language = changed.language, phone = changed.phone,
      language_chosen = changed.language_chosen, language_written = changed.language_written,
      unreachable = changed.unreachable, asks_no_more = changed.asks_no_more
    FROM (VALUES ${sql.join(values)})
      AS changed (id, language, phone, language_chosen, language_written, unreachable, asks_no_more)
    WHERE reporter.id = changed.id`;
}

export function addReports(added: (ReportChange & { reporterId: string })[]): RawBuilder<unknown> {
  const reports = added.map(({ report }) => report);
  // Nothing is asked about a report that is alerted at once.
  const whileDraft = added.map(({ report, begun, giveUpAt }) => {
    const isDraft = report.state === 'draft';
    return { askAgainAt: isDraft ? begun?.askAgainAt : undefined, giveUpAt: isDraft ? giveUpAt : undefined };
  });
  return sql`INSERT INTO intake.reports (id, reporter_id, state, type, silent, position, place_detail, phone, statements,
      last_notified, stars, started_at, ask_again_at, give_up_at)
    SELECT * FROM unnest(${reports.map(({ id }) => id)}::uuid[], ${added.map(({ reporterId }) => reporterId)}::uuid[],
      ${reports.map(({ state }) => state)}::text[], ${reports.map(({ type }) => type)}::text[],
      ${reports.map(({ silent }) => silent)}::bool[], ${reports.map(({ position }) => json(position))}::jsonb[],
      ${reports.map(({ placeDetail }) => placeDetail)}::text[], ${reports.map(({ phone }) => phone)}::text[],
      ${reports.map(({ statements }) => json(statements))}::jsonb[],
      ${reports.map(({ lastNotified }) => json(lastNotified))}::jsonb[],
      ${added.map(({ stars }) => stars ?? null)}::int[], ${reports.map(({ startedAt }) => startedAt)}::timestamptz[],
      ${whileDraft.map(({ askAgainAt }) => askAgainAt ?? null)}::timestamptz[],
      ${whileDraft.map(({ giveUpAt }) => giveUpAt ?? null)}::timestamptz[])`;
}

/** Nothing is asked about ended drafts. Columns that the timers write (asked_times, unfinished_since) are left alone. */
export function updateReports(changed: ReportChange[]): RawBuilder<unknown> {
  if (changed.length === 0) return sql`SELECT 1`;
  const values = fillUp(changed).map(
    ({ report, stars, giveUpAt }) =>
      sql`(${report.id}::uuid, ${report.state}, ${report.type}, ${report.silent}::bool, ${json(report.position)}::jsonb,
        ${report.placeDetail}, ${report.phone}, ${json(report.statements)}::jsonb, ${json(report.lastNotified)}::jsonb,
        ${stars ?? null}::int, ${giveUpAt ?? null}::timestamptz)`,
  );
  return sql`UPDATE intake.reports AS report SET state = changed.state, type = changed.type, silent = changed.silent,
      position = changed.position, place_detail = changed.place_detail, phone = changed.phone,
      statements = changed.statements, last_notified = changed.last_notified,
      stars = coalesce(changed.stars, report.stars),
      ask_again_at = CASE WHEN changed.state = 'draft' THEN report.ask_again_at END,
      give_up_at = CASE WHEN changed.state = 'draft' THEN coalesce(changed.give_up_at, report.give_up_at) END
    FROM (VALUES ${sql.join(values)})
      AS changed (id, state, type, silent, position, place_detail, phone, statements, last_notified, stars, give_up_at)
    WHERE report.id = changed.id`;
}

export function saveConversations(saved: { reporterId: string; conversation: Conversation }[]): RawBuilder<unknown> {
  const conversations = saved.map(({ conversation }) => conversation);
  return sql`INSERT INTO intake.conversations (reporter_id, report_id, question, offered, wants_silence, silent_mode)
    SELECT * FROM unnest(${saved.map(({ reporterId }) => reporterId)}::uuid[],
      ${conversations.map(({ report }) => report?.id ?? null)}::uuid[],
      ${conversations.map(({ question }) => question)}::text[],
      ${conversations.map(({ offered }) => JSON.stringify(offered))}::jsonb[],
      ${conversations.map(({ wantsSilence }) => wantsSilence)}::bool[],
      ${conversations.map(({ silentMode }) => silentMode)}::bool[])
    ON CONFLICT (reporter_id) DO UPDATE SET report_id = excluded.report_id, question = excluded.question,
      offered = excluded.offered, wants_silence = excluded.wants_silence, silent_mode = excluded.silent_mode`;
}

function json(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}
