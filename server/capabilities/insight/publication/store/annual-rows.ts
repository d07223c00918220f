import type { AnnualReport, Calendar } from '#contract/annual-report';
import { type Columns, insertRecords, selectColumns, updateColumns } from '#platform/database/columns';
import { type Connection, findRow, rows, sql } from '#platform/database/database';

/** A year by either calendar; of a fiscal one the year in which it ends. */
export type AnnualYear = { calendar: Calendar; year: number };
export type AnnualRow = AnnualYear & {
  id: string;
  edition: number;
  status: AnnualReport['status'];
  note: string;
  discardReason: string | null;
  rulesVersion: number;
  madeByPersonId: string;
  madeAt: Date;
  decidedByPersonId: string | null;
  decidedAt: Date | null;
};
const COLUMNS = {
  id: 'id',
  calendar: 'calendar',
  year: 'year',
  edition: 'edition',
  status: 'status',
  note: 'note',
  discardReason: 'discard_reason',
  rulesVersion: 'rules_version',
  madeByPersonId: 'made_by_person_id',
  madeAt: 'made_at',
  decidedByPersonId: 'decided_by_person_id',
  decidedAt: 'decided_at',
} as const satisfies Columns<AnnualRow>;
const READ = selectColumns(COLUMNS);
/** The database lets nothing else be changed. */
const DECIDED = {
  status: 'status',
  discardReason: 'discard_reason',
  decidedByPersonId: 'decided_by_person_id',
  decidedAt: 'decided_at',
} as const;

export type AnnualFile = { name: string; content: Uint8Array; sha256: string };

/** @returns false where one is drafted for this year already */
export async function insertAnnualReport(
  tx: Connection,
  one: AnnualRow,
  files: readonly AnnualFile[],
): Promise<boolean> {
  const added = await findRow(
    tx,
    sql`INSERT INTO insight.annual_reports ${insertRecords('insight.annual_reports', COLUMNS, [one])}
      ON CONFLICT DO NOTHING RETURNING 1`,
  );
  if (added === undefined) return false;
  const [names, contents, hashes] = [
    files.map(({ name }) => name),
    files.map(({ content }) => Buffer.from(content).toString('hex')),
    files.map(({ sha256 }) => sha256),
  ];
  await sql`INSERT INTO insight.annual_files (report_id, name, content, sha256)
    SELECT ${one.id}::uuid, file.name, decode(file.content, 'hex'), file.sha256
    FROM unnest(${names}::text[], ${contents}::text[], ${hashes}::text[]) AS file (name, content, sha256)`.execute(tx);
  return true;
}

/** Of two who decide at once, one waits here. */
export function lockAnnualReport(tx: Connection, id: string): Promise<AnnualRow | undefined> {
  return findRow(tx, sql<AnnualRow>`SELECT ${READ} FROM insight.annual_reports WHERE id = ${id} FOR UPDATE`);
}

export async function updateAnnualReport(tx: Connection, one: AnnualRow): Promise<void> {
  await sql`UPDATE insight.annual_reports SET ${updateColumns(DECIDED, one)} WHERE id = ${one.id}`.execute(tx);
}

export function findDraft(connection: Connection, { calendar, year }: AnnualYear): Promise<{ id: string } | undefined> {
  return findRow(
    connection,
    sql<{ id: string }>`SELECT id FROM insight.annual_reports
      WHERE calendar = ${calendar} AND year = ${year} AND status = 'draft'`,
  );
}

/** The newest edition of a year, if one was ever signed off. */
export function findNewestEdition(
  connection: Connection,
  { calendar, year }: AnnualYear,
): Promise<AnnualRow | undefined> {
  return findRow(
    connection,
    sql<AnnualRow>`SELECT ${READ} FROM insight.annual_reports
      WHERE calendar = ${calendar} AND year = ${year} AND status = 'signed-off' ORDER BY edition DESC LIMIT 1`,
  );
}

/** The newest first; a few each year. */
export function listAnnualRows(connection: Connection): Promise<AnnualRow[]> {
  return rows(
    connection,
    sql<AnnualRow>`SELECT ${READ} FROM insight.annual_reports ORDER BY year DESC, calendar, made_at DESC`,
  );
}

export function findAnnualReport(connection: Connection, id: string): Promise<AnnualRow | undefined> {
  return findRow(connection, sql<AnnualRow>`SELECT ${READ} FROM insight.annual_reports WHERE id = ${id}`);
}

export type AnnualFileFacts = { reportId: string; name: string; sha256: string; bytes: number };

export function listAnnualFiles(connection: Connection, ids: readonly string[]): Promise<AnnualFileFacts[]> {
  return rows(
    connection,
    sql<AnnualFileFacts>`SELECT report_id AS "reportId", name, sha256, octet_length(content) AS bytes
      FROM insight.annual_files WHERE report_id = ANY(${ids}::uuid[]) ORDER BY report_id, name`,
  );
}

export async function findAnnualFile(
  connection: Connection,
  { id, name }: { id: string; name: string },
): Promise<Buffer | undefined> {
  const found = await findRow(
    connection,
    sql<{ content: Buffer }>`SELECT content FROM insight.annual_files WHERE report_id = ${id} AND name = ${name}`,
  );
  return found?.content;
}
