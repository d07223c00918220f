import type { CaseSection } from '#contract/case-forms';
import type { PictureKind } from '#contract/case-pictures';
import { type Columns, insertColumns, selectColumns } from '#platform/database/columns';
import { type Connection, rows, sql } from '#platform/database/database';

export type Picture = {
  id: string;
  caseId: string;
  kind: PictureKind;
  section: CaseSection;
  attachmentId: string;
  byPersonId: string;
  happenedAt: Date;
  receivedAt: Date;
};
const PICTURE = {
  id: 'id',
  caseId: 'case_id',
  kind: 'kind',
  section: 'section',
  attachmentId: 'attachment_id',
  byPersonId: 'by_person_id',
  happenedAt: 'happened_at',
  receivedAt: 'received_at',
} as const satisfies Columns<Picture>;

export async function insertPicture(tx: Connection, picture: Picture): Promise<void> {
  await sql`INSERT INTO care.pictures ${insertColumns(PICTURE, picture)}`.execute(tx);
}

/** Of the sections that the actor may see, the newest first. */
export function listPictureRows(connection: Connection, caseId: string): Promise<Picture[]> {
  return rows(
    connection,
    sql<Picture>`SELECT ${selectColumns(PICTURE)} FROM care.pictures WHERE case_id = ${caseId}
      ORDER BY happened_at DESC, id`,
  );
}
