import { type Connection, findRow, rows, sql } from '#platform/database/database';

export type StoredForm = { requestId: string; version: number; form: unknown; savedAt: Date };

export function findForm(connection: Connection, requestId: string): Promise<StoredForm | undefined> {
  return findRow(
    connection,
    sql<StoredForm>`SELECT request_id AS "requestId", version, form, saved_at AS "savedAt" FROM help.forms
      WHERE request_id = ${requestId}`,
  );
}

export function listForms(connection: Connection, requestIds: string[]): Promise<StoredForm[]> {
  return rows(
    connection,
    sql<StoredForm>`SELECT request_id AS "requestId", version, form, saved_at AS "savedAt" FROM help.forms
      WHERE request_id = ANY(${requestIds}::uuid[])`,
  );
}

/** Keeps what was typed last, whatever it is. */
export async function saveForm(
  tx: Connection,
  { requestId, form, savedAt, savedByPersonId }: Omit<StoredForm, 'version'> & { savedByPersonId: string | null },
): Promise<void> {
  await sql`INSERT INTO help.forms AS kept (request_id, version, form, saved_at, saved_by_person_id)
    VALUES (${requestId}, 1, ${JSON.stringify(form)}, ${savedAt}, ${savedByPersonId})
    ON CONFLICT (request_id) DO UPDATE SET version = kept.version + 1, form = excluded.form, saved_at = excluded.saved_at,
      saved_by_person_id = excluded.saved_by_person_id`.execute(tx);
}

export type Correction = {
  id: string;
  requestId: string;
  field: string;
  reason: string;
  byPersonId: string;
  at: Date;
  answeredAt: Date | null;
};

export function listCorrections(connection: Connection, requestIds: string[]): Promise<Correction[]> {
  return rows(
    connection,
    sql<Correction>`SELECT id, request_id AS "requestId", field, reason, by_person_id AS "byPersonId", at,
        answered_at AS "answeredAt" FROM help.corrections WHERE request_id = ANY(${requestIds}::uuid[]) ORDER BY at, id`,
  );
}

export async function insertCorrections(tx: Connection, corrections: readonly Correction[]): Promise<void> {
  await sql`INSERT INTO help.corrections (id, request_id, field, reason, by_person_id, at)
    SELECT * FROM unnest(${corrections.map(({ id }) => id)}::uuid[], ${corrections.map(({ requestId }) => requestId)}::uuid[],
      ${corrections.map(({ field }) => field)}::text[], ${corrections.map(({ reason }) => reason)}::text[],
      ${corrections.map(({ byPersonId }) => byPersonId)}::uuid[], ${corrections.map(({ at }) => at)}::timestamptz[])`.execute(
    tx,
  );
}

/** One field is answered. */
export async function answerCorrection(tx: Connection, requestId: string, field: string, at: Date): Promise<void> {
  await sql`UPDATE help.corrections SET answered_at = ${at}
    WHERE request_id = ${requestId} AND field = ${field} AND answered_at IS NULL`.execute(tx);
}

/** Everything that was asked is answered, or no longer asked. */
export async function answerCorrections(tx: Connection, requestId: string, at: Date): Promise<void> {
  await sql`UPDATE help.corrections SET answered_at = ${at} WHERE request_id = ${requestId} AND answered_at IS NULL`.execute(
    tx,
  );
}
