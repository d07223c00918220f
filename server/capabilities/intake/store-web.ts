import { type Connection, findRow, getRow, type RawBuilder, rows, sql } from '#platform/database/database';
import type { Reporter } from './store.ts';
import type { SessionReport } from './store-conversation.ts';
import type { PageMessage } from './web-message.ts';
import type { WebReportKeys } from './web-report.ts';

/** A report of the citizen page, beside what all reports have. */
export type WebReport = {
  reportId: string;
  reporterId: string;
  code: string;
  secretHash: string;
  writtenAt: Date | null;
  receivedAt: Date;
};

/**
 * Claims a device's id for a report, before anything of it is written. Of two at the same moment the second waits here until the
 * first has committed, and finds it then.
 * @returns false if it was sent before
 * @throws Error when another id has made the same code (1 of 2^50): its reporter must not be shown a stranger's report
 */
export async function claimWebReport(
  tx: Connection,
  { reportId, reporterId, writtenAt, receivedAt }: Omit<WebReport, 'code' | 'secretHash'>,
  { clientHash, code, secretHash }: WebReportKeys,
  placementCode: string | null,
): Promise<boolean> {
  const claimed = await findRow(
    tx,
    sql`INSERT INTO intake.web_reports (report_id, reporter_id, client_hash, code, secret_hash, written_at, received_at,
        placement_code)
      VALUES (${reportId}, ${reporterId}, ${clientHash}, ${code}, ${secretHash}, ${writtenAt}, ${receivedAt},
        ${placementCode})
      ON CONFLICT DO NOTHING RETURNING 1`,
  );
  if (claimed) return true;
  // Any of the keys: two that come at once may meet at the code before they meet at the id.
  const known = await findRow(tx, sql`SELECT 1 FROM intake.web_reports WHERE client_hash = ${clientHash}`);
  if (!known) throw new Error('the code of this report is taken');
  return false;
}

/** Far more than one report needs; a longer list would be somebody's game. */
const CHANGES_REMEMBERED = 200;

/**
 * Claims a change for this transaction. Of two at the same moment the second waits here until the first has committed.
 * @returns false if it was made before
 */
export async function claimWebChange(tx: Connection, reportId: string, changeId: string): Promise<boolean> {
  const claimed = await findRow(
    tx,
    sql`UPDATE intake.web_reports
      SET change_ids = (change_ids || ${changeId}::uuid)[greatest(1, cardinality(change_ids) + 2 - ${CHANGES_REMEMBERED}::int):]
      WHERE report_id = ${reportId} AND NOT ${changeId}::uuid = ANY (change_ids) RETURNING 1`,
  );
  return claimed !== undefined;
}

/** Whether LINE has vouched for somebody's account on this report already. */
export async function hasLineId(connection: Connection, reportId: string): Promise<boolean> {
  const found = await findRow(
    connection,
    sql`SELECT 1 FROM intake.web_reports WHERE report_id = ${reportId} AND line_user_id IS NOT NULL`,
  );
  return found !== undefined;
}

/** The first account that LINE names stays. @returns false if there was one */
export async function claimLineId(tx: Connection, reportId: string, lineUserId: string): Promise<boolean> {
  const claimed = await findRow(
    tx,
    sql`UPDATE intake.web_reports SET line_user_id = ${lineUserId}
      WHERE report_id = ${reportId} AND line_user_id IS NULL RETURNING 1`,
  );
  return claimed !== undefined;
}

const WEB_REPORT = sql.raw(`web.report_id AS "reportId", web.reporter_id AS "reporterId", web.code,
  web.secret_hash AS "secretHash", web.written_at AS "writtenAt", web.received_at AS "receivedAt"`);

export function findWebReport(connection: Connection, code: string): Promise<WebReport | undefined> {
  return findRow(connection, sql<WebReport>`SELECT ${WEB_REPORT} FROM intake.web_reports AS web WHERE code = ${code}`);
}

/** All that the page shows of a report. */
export type ShownWebReport = WebReport &
  Pick<Reporter, 'language'> &
  Pick<
    SessionReport,
    'silent' | 'type' | 'position' | 'placeDetail' | 'phone' | 'lastNotified' | 'statements' | 'state'
  > & {
    startedAt: Date;
    offered: { data: string; number: number | null }[] | null;
    question: string | null;
    messages: (Omit<PageMessage, 'at' | 'reportId'> & { at: string; answer: string | null; isSeen: boolean })[];
  };

export function findShownWebReport(connection: Connection, code: string): Promise<ShownWebReport | undefined> {
  return findRow(
    connection,
    sql<ShownWebReport>`SELECT ${WEB_REPORT}, reporter.language, report.silent, report.type, report.position,
        report.place_detail AS "placeDetail", report.phone, report.last_notified AS "lastNotified", report.statements,
        report.state, report.started_at AS "startedAt", conversation.offered, conversation.question,
        coalesce((SELECT jsonb_agg(jsonb_build_object('id', said.id, 'at', said.at, 'from', said.sender, 'kind', said.kind,
            'text', said.text, 'sender', said.sender_name, 'messageId', said.message_id, 'question', said.question,
            'answer', said.answer, 'isSeen', said.seen_at IS NOT NULL) ORDER BY said.at, said.id)
          FROM intake.web_messages AS said WHERE said.report_id = web.report_id), '[]') AS messages
      FROM intake.web_reports AS web JOIN intake.reports AS report ON report.id = web.report_id
      JOIN intake.reporters AS reporter ON reporter.id = web.reporter_id
      LEFT JOIN intake.conversations AS conversation ON conversation.reporter_id = web.reporter_id
      WHERE web.code = ${code}`,
  );
}

/** Without reading: an officer, in whose name some are written, may not read them. */
export function addWebMessages(added: readonly PageMessage[]): RawBuilder<unknown> {
  return sql`INSERT INTO intake.web_messages (id, report_id, at, sender, kind, text, sender_name, message_id, question)
    SELECT * FROM unnest(${added.map(({ id }) => id)}::uuid[], ${added.map(({ reportId }) => reportId)}::uuid[],
      ${added.map(({ at }) => at)}::timestamptz[], ${added.map(({ from }) => from)}::text[],
      ${added.map(({ kind }) => kind)}::text[], ${added.map(({ text }) => text)}::text[],
      ${added.map(({ sender }) => sender)}::text[], ${added.map(({ messageId }) => messageId)}::uuid[],
      ${added.map(({ question }) => question && JSON.stringify(question))}::jsonb[])`;
}

/** Stores what a reporter wrote. @returns false if it is there already: the page sent it twice */
export async function insertOwnMessage(
  tx: Connection,
  { id, reportId, at, kind, text }: Pick<PageMessage, 'id' | 'reportId' | 'at' | 'kind' | 'text'>,
): Promise<boolean> {
  const added = await findRow(
    tx,
    sql`INSERT INTO intake.web_messages (id, report_id, at, sender, kind, text, seen_at)
      VALUES (${id}, ${reportId}, ${at}, 'reporter', ${kind}, ${text}, ${at}) ON CONFLICT (id) DO NOTHING RETURNING 1`,
  );
  return added !== undefined;
}

export async function countOwnPhotos(tx: Connection, reportId: string): Promise<number> {
  const { count } = await getRow(
    tx,
    sql<{ count: number }>`SELECT count(*)::int AS count FROM intake.web_messages
      WHERE report_id = ${reportId} AND sender = 'reporter' AND kind = 'image'`,
  );
  return count;
}

/** The question behind an answer, which stays answered; undefined if it was not asked here. */
export function answerQuestion(
  tx: Connection,
  { reportId, askedId, answer }: { reportId: string; askedId: string; answer: string },
): Promise<{ question: string } | undefined> {
  return findRow(
    tx,
    sql<{ question: string }>`UPDATE intake.web_messages SET answer = ${answer}
      WHERE report_id = ${reportId} AND question ->> 'askedId' = ${askedId}
      RETURNING question ->> 'question' AS question`,
  );
}

/** The page has got the messages so far. @returns the officers' messages among them */
export async function noteSeen(tx: Connection, reportId: string, now: Date): Promise<string[]> {
  const seen = await rows(
    tx,
    sql<{ messageId: string | null }>`UPDATE intake.web_messages SET seen_at = ${now}
      WHERE report_id = ${reportId} AND seen_at IS NULL RETURNING message_id AS "messageId"`,
  );
  return seen.flatMap(({ messageId }) => messageId ?? []);
}
