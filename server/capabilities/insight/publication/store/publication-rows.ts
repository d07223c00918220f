import type { PublicationKind, Publication as Shown } from '#contract/open-data';
import { type Columns, insertRecords, selectColumns, updateColumns } from '#platform/database/columns';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import type { PublicFile } from '../public-files.ts';

export type Publication = {
  id: string;
  kind: PublicationKind;
  period: string;
  status: Shown['status'];
  version: number | null;
  note: string;
  discardReason: string | null;
  rulesVersion: number;
  proposedByPersonId: string;
  proposedAt: Date;
  decidedByPersonId: string | null;
  decidedAt: Date | null;
};
const COLUMNS = {
  id: 'id',
  kind: 'kind',
  period: 'period',
  status: 'status',
  version: 'version',
  note: 'note',
  discardReason: 'discard_reason',
  rulesVersion: 'rules_version',
  proposedByPersonId: 'proposed_by_person_id',
  proposedAt: 'proposed_at',
  decidedByPersonId: 'decided_by_person_id',
  decidedAt: 'decided_at',
} as const satisfies Columns<Publication>;
const READ = selectColumns(COLUMNS);
const DECIDED = {
  status: 'status',
  version: 'version',
  discardReason: 'discard_reason',
  decidedByPersonId: 'decided_by_person_id',
  decidedAt: 'decided_at',
} as const;

/** @returns false where one is proposed for this period already */
export async function insertPublication(
  tx: Connection,
  one: Publication,
  files: readonly (PublicFile & { sha256: string })[],
): Promise<boolean> {
  const added = await findRow(
    tx,
    sql`INSERT INTO insight.publications ${insertRecords('insight.publications', COLUMNS, [one])}
      ON CONFLICT DO NOTHING RETURNING 1`,
  );
  if (added === undefined) return false;
  const [names, contents, hashes] = [
    files.map(({ name }) => name),
    files.map(({ content }) => content),
    files.map(({ sha256 }) => sha256),
  ];
  await sql`INSERT INTO insight.publication_files (publication_id, name, content, sha256)
    SELECT ${one.id}::uuid, * FROM unnest(${names}::text[], ${contents}::text[], ${hashes}::text[])`.execute(tx);
  return true;
}

/** Of two who decide at once, one waits here. */
export function lockPublication(tx: Connection, id: string): Promise<Publication | undefined> {
  return findRow(tx, sql<Publication>`SELECT ${READ} FROM insight.publications WHERE id = ${id} FOR UPDATE`);
}

export async function updatePublication(tx: Connection, one: Publication): Promise<void> {
  await sql`UPDATE insight.publications SET ${updateColumns(DECIDED, one)} WHERE id = ${one.id}`.execute(tx);
}

export function findProposed(
  connection: Connection,
  { kind, period }: Pick<Publication, 'kind' | 'period'>,
): Promise<{ id: string } | undefined> {
  return findRow(
    connection,
    sql<{ id: string }>`SELECT id FROM insight.publications
      WHERE kind = ${kind} AND period = ${period} AND status = 'proposed'`,
  );
}

/** The newest version of a period, if it was ever published. */
export function findNewest(
  connection: Connection,
  { kind, period }: Pick<Publication, 'kind' | 'period'>,
): Promise<Publication | undefined> {
  return findRow(
    connection,
    sql<Publication>`SELECT ${READ} FROM insight.publications
      WHERE kind = ${kind} AND period = ${period} AND status = 'published' ORDER BY version DESC LIMIT 1`,
  );
}

/** The newest first; a few hundred in ten years. */
export function listPublications(connection: Connection): Promise<Publication[]> {
  return rows(
    connection,
    sql<Publication>`SELECT ${READ} FROM insight.publications ORDER BY period DESC, kind, proposed_at DESC`,
  );
}

export function findPublication(connection: Connection, id: string): Promise<Publication | undefined> {
  return findRow(connection, sql<Publication>`SELECT ${READ} FROM insight.publications WHERE id = ${id}`);
}

export type FileFacts = { publicationId: string; name: string; sha256: string; bytes: number };

export function listFiles(connection: Connection, ids: readonly string[]): Promise<FileFacts[]> {
  return rows(
    connection,
    sql<FileFacts>`SELECT publication_id AS "publicationId", name, sha256, octet_length(content) AS bytes
      FROM insight.publication_files WHERE publication_id = ANY(${ids}::uuid[]) ORDER BY publication_id, name`,
  );
}

/** Files of one name of several publications. */
export function readFiles(
  connection: Connection,
  ids: readonly string[],
  names: readonly string[],
): Promise<{ publicationId: string; name: string; content: string }[]> {
  return rows(
    connection,
    sql<{ publicationId: string; name: string; content: string }>`
      SELECT publication_id AS "publicationId", name, content FROM insight.publication_files
      WHERE publication_id = ANY(${ids}::uuid[]) AND name = ANY(${names}::text[])`,
  );
}

export type PublishedFile = { content: string; sha256: string };

/** A file as anybody may read it. */
export function findPublishedFile(
  connection: Connection,
  asked: { kind: PublicationKind; period: string; version: number; name: string },
): Promise<PublishedFile | undefined> {
  return findRow(
    connection,
    sql<PublishedFile>`SELECT content, sha256 FROM insight.publication_files AS file
      JOIN insight.publications AS publication ON publication.id = file.publication_id
      WHERE publication.status = 'published' AND publication.kind = ${asked.kind} AND publication.period = ${asked.period}
        AND publication.version = ${asked.version} AND file.name = ${asked.name}`,
  );
}

/** Whether anything was published since it was last asked: the newest moment, and how many. */
export async function readEdition(connection: Connection): Promise<string> {
  const found = await findRow(
    connection,
    sql<{ edition: string | null }>`SELECT count(*) || ' ' || max(decided_at) AS edition
      FROM insight.publications WHERE status = 'published'`,
  );
  return found?.edition ?? '';
}

/** Decides which counts are rounded up; made when it is first needed, the same from then on. */
export async function takeRoundingKey(tx: Connection, made: string): Promise<string> {
  await sql`INSERT INTO insight.rounding_key (key) VALUES (${made}) ON CONFLICT DO NOTHING`.execute(tx);
  const kept = await findRow(tx, sql<{ key: string }>`SELECT key FROM insight.rounding_key`);
  if (kept === undefined) throw new Error('the key of public rounding is missing');
  return kept.key;
}
