import type { CaseSection, RecordKind } from '#contract/case-forms';
import { type Columns, insertColumns, selectColumns, updateColumns } from '#platform/database/columns';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import type { FormRecord, NewestRecord } from '../form-record.ts';

const DRAFT = {
  section: 'section',
  version: 'version',
  body: 'body',
  tool: 'tool',
  toolVersion: 'tool_version',
  authorId: 'author_id',
  savedAt: 'saved_at',
} as const;
const RECORD = {
  ...DRAFT,
  id: 'id',
  caseId: 'case_id',
  kind: 'kind',
  seriesId: 'series_id',
  basedOn: 'based_on',
  signedAt: 'signed_at',
  signedByPersonId: 'signed_by_person_id',
} as const satisfies Columns<FormRecord>;
const RECORD_COLUMNS = selectColumns(RECORD);

/** The newest version of a form that the actor may see. */
export function findNewestRecord(
  connection: Connection,
  caseId: string,
  seriesId: string,
): Promise<NewestRecord | undefined> {
  return findRow(
    connection,
    sql<NewestRecord>`SELECT ${RECORD_COLUMNS}, EXISTS (SELECT FROM care.approvals AS approval
        WHERE approval.record_id = record.id) AS "isProposed"
      FROM care.case_records AS record WHERE case_id = ${caseId} AND series_id = ${seriesId}
      ORDER BY version DESC LIMIT 1`,
  );
}

/** @returns false when the same version of the form is there already */
export async function insertRecord(tx: Connection, record: FormRecord): Promise<boolean> {
  const inserted = await findRow(
    tx,
    sql<{
      id: string;
    }>`INSERT INTO care.case_records ${insertColumns(RECORD, { ...record, body: JSON.stringify(record.body) })}
      ON CONFLICT (series_id, version) DO NOTHING RETURNING id`,
  );
  return inserted !== undefined;
}

/** Saves over a draft. @returns false when somebody else has saved or signed it meanwhile */
export async function updateDraft(tx: Connection, record: FormRecord): Promise<boolean> {
  const updated = await findRow(
    tx,
    sql<{ id: string }>`UPDATE care.case_records
      SET ${updateColumns(DRAFT, { ...record, body: JSON.stringify(record.body) })}
      WHERE id = ${record.id} AND version = ${record.version - 1} AND signed_at IS NULL RETURNING id`,
  );
  return updated !== undefined;
}

/** @returns false when somebody else has saved or signed it meanwhile */
export async function signRecordRow(
  tx: Connection,
  { id, version }: Pick<FormRecord, 'id' | 'version'>,
  signed: { at: Date; byPersonId: string },
): Promise<boolean> {
  const updated = await findRow(
    tx,
    sql<{
      id: string;
    }>`UPDATE care.case_records SET signed_at = ${signed.at}, signed_by_person_id = ${signed.byPersonId}
      WHERE id = ${id} AND version = ${version} AND signed_at IS NULL RETURNING id`,
  );
  return updated !== undefined;
}

/** The newest version of each form that the actor may see, newest first. */
export function listNewestRecords(connection: Connection, caseId: string): Promise<FormRecord[]> {
  return rows(
    connection,
    sql<FormRecord>`SELECT * FROM (SELECT DISTINCT ON (series_id) ${RECORD_COLUMNS} FROM care.case_records
        WHERE case_id = ${caseId} ORDER BY series_id, version DESC) AS newest ORDER BY "savedAt" DESC, id`,
  );
}

/** Every version of a form that the actor may see, the newest first. */
export function listRecordVersions(connection: Connection, caseId: string, seriesId: string): Promise<FormRecord[]> {
  return rows(
    connection,
    sql<FormRecord>`SELECT ${RECORD_COLUMNS} FROM care.case_records
      WHERE case_id = ${caseId} AND series_id = ${seriesId} ORDER BY version DESC`,
  );
}

export type SignedForm = {
  id: string;
  kind: RecordKind;
  section: CaseSection;
  body: Record<string, unknown>;
  signedAt: Date;
};

/** The newest signed form of a kind. */
export function findNewestSigned(
  connection: Connection,
  caseId: string,
  kind: RecordKind,
): Promise<SignedForm | undefined> {
  return findRow(
    connection,
    sql<SignedForm>`SELECT id, kind, section, body, signed_at AS "signedAt" FROM care.case_records
      WHERE case_id = ${caseId} AND kind = ${kind} AND signed_at IS NOT NULL ORDER BY signed_at DESC, version DESC LIMIT 1`,
  );
}

/** Every form of a kind in its newest signed version. */
export function listSigned(connection: Connection, caseId: string, kind: RecordKind): Promise<SignedForm[]> {
  return rows(
    connection,
    sql<SignedForm>`SELECT DISTINCT ON (series_id) id, kind, section, body, signed_at AS "signedAt"
      FROM care.case_records WHERE case_id = ${caseId} AND kind = ${kind} AND signed_at IS NOT NULL
      ORDER BY series_id, version DESC`,
  );
}

export function findFormById(connection: Connection, id: string): Promise<SignedForm | undefined> {
  return findRow(
    connection,
    sql<SignedForm>`SELECT id, kind, section, body, signed_at AS "signedAt" FROM care.case_records WHERE id = ${id}`,
  );
}
