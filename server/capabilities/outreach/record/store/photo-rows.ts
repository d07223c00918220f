import { type Columns, insertColumns } from '#platform/database/columns';
import { type Connection, rows, sql } from '#platform/database/database';

export type PlacementPhoto = { id: string; code: string; attachmentId: string; byPersonId: string; addedAt: Date };
const PHOTO = {
  id: 'id',
  code: 'code',
  attachmentId: 'attachment_id',
  byPersonId: 'by_person_id',
  addedAt: 'added_at',
} as const satisfies Columns<PlacementPhoto>;
type ShownPhoto = Pick<PlacementPhoto, 'id' | 'code' | 'attachmentId' | 'addedAt'>;

export async function insertPhoto(tx: Connection, photo: PlacementPhoto): Promise<void> {
  await sql`INSERT INTO outreach.placement_photos ${insertColumns(PHOTO, photo)}`.execute(tx);
}

/** The newest of each of these placements. */
export async function findNewestPhotos(
  connection: Connection,
  codes: readonly string[],
): Promise<Map<string, ShownPhoto>> {
  const found = await rows(
    connection,
    sql<ShownPhoto>`SELECT DISTINCT ON (code) id, code, attachment_id AS "attachmentId", added_at AS "addedAt"
      FROM outreach.placement_photos WHERE code = ANY(${[...codes]}::text[]) ORDER BY code, added_at DESC, id DESC`,
  );
  return new Map(found.map((photo) => [photo.code, photo]));
}

/** Forgets those that a newer one replaces, that are older than this, or whose sign was taken down. @returns their files */
export async function deleteOldPhotos(tx: Connection, before: Date): Promise<string[]> {
  const gone = await rows(
    tx,
    sql<{ attachmentId: string }>`DELETE FROM outreach.placement_photos AS photo
      WHERE added_at < ${before}
        OR EXISTS (SELECT FROM outreach.placement_photos AS newer WHERE newer.code = photo.code
          AND (newer.added_at, newer.id) > (photo.added_at, photo.id))
        OR EXISTS (SELECT FROM outreach.placements AS place WHERE place.code = photo.code AND place.status = 'removed')
      RETURNING attachment_id AS "attachmentId"`,
  );
  return gone.map(({ attachmentId }) => attachmentId);
}
