import type { HelpPictureKind } from '#contract/help-pictures';
import { type Columns, insertColumns, selectColumns } from '#platform/database/columns';
import { type Connection, findRow, getRow, rows, sql } from '#platform/database/database';

export type HelpPicture = {
  id: string;
  requestId: string;
  kind: HelpPictureKind;
  attachmentId: string;
  /** Null: the person themselves. */
  byPersonId: string | null;
  addedAt: Date;
};
const PICTURE = {
  id: 'id',
  requestId: 'request_id',
  kind: 'kind',
  attachmentId: 'attachment_id',
  byPersonId: 'by_person_id',
  addedAt: 'added_at',
} as const satisfies Columns<HelpPicture>;

export async function insertHelpPicture(tx: Connection, picture: HelpPicture): Promise<void> {
  await sql`INSERT INTO help.pictures ${insertColumns(PICTURE, picture)}`.execute(tx);
}

/** How many somebody has added; until the transaction ends nobody else adds one to this request. */
export async function countPicturesBy(tx: Connection, requestId: string, byPersonId: string | null): Promise<number> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('help pictures ' || ${requestId}::text, 0))`.execute(tx);
  const { count } = await getRow(
    tx,
    sql<{ count: number }>`SELECT count(*)::integer AS count FROM help.pictures
      WHERE request_id = ${requestId} AND by_person_id IS NOT DISTINCT FROM ${byPersonId}::uuid`,
  );
  return count;
}

/** Those that the actor may see, in the order in which they came. */
export function listHelpPictures(connection: Connection, requestId: string): Promise<HelpPicture[]> {
  return rows(
    connection,
    sql<HelpPicture>`SELECT ${selectColumns(PICTURE)} FROM help.pictures WHERE request_id = ${requestId}
      ORDER BY added_at, id`,
  );
}

/** Takes one away that this person added; its file goes with the next sweep. For the service. @returns its file */
export function deletePictureOf(
  tx: Connection,
  { requestId, pictureId, byPersonId }: { requestId: string; pictureId: string; byPersonId: string | null },
): Promise<Pick<HelpPicture, 'attachmentId' | 'kind'> | undefined> {
  return findRow(
    tx,
    sql<Pick<HelpPicture, 'attachmentId' | 'kind'>>`DELETE FROM help.pictures
      WHERE id = ${pictureId} AND request_id = ${requestId} AND by_person_id IS NOT DISTINCT FROM ${byPersonId}::uuid
      RETURNING attachment_id AS "attachmentId", kind`,
  );
}
