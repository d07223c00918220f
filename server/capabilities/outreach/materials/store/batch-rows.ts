import { type Connection, findRow, rows, sql } from '#platform/database/database';
import { type BatchSheet, SHEETS_IN_PART, type StoredBatch } from '../material-batch.ts';

const COLUMNS =
  sql.raw(`id, asked_by_person_id AS "askedByPersonId", campaign_id AS "campaignId", area, material, format, language,
  codes, parts, made, bytes, is_failed AS "isFailed", asked_at AS "askedAt"`);

export async function insertBatch(tx: Connection, batch: StoredBatch): Promise<void> {
  await sql`INSERT INTO outreach.material_batches
      (id, asked_by_person_id, campaign_id, area, material, format, language, codes, parts, asked_at)
    VALUES (${batch.id}, ${batch.askedByPersonId}, ${batch.campaignId}, ${batch.area}, ${batch.material},
      ${batch.format}, ${batch.language}, ${batch.codes}::text[], ${batch.parts}, ${batch.askedAt})`.execute(tx);
}

/** Of this person, the newest first. */
export function listBatches(connection: Connection, personId: string): Promise<StoredBatch[]> {
  return rows(
    connection,
    sql<StoredBatch>`SELECT ${COLUMNS} FROM outreach.material_batches
      WHERE asked_by_person_id = ${personId} ORDER BY asked_at DESC, id DESC`,
  );
}

export function findBatch(connection: Connection, id: string, personId: string): Promise<StoredBatch | undefined> {
  return findRow(
    connection,
    sql<StoredBatch>`SELECT ${COLUMNS} FROM outreach.material_batches
      WHERE id = ${id} AND asked_by_person_id = ${personId}`,
  );
}

/** The oldest with a part missing that nobody is at; ours until the end of the transaction, however it ends. */
export function lockUnfinishedBatch(tx: Connection): Promise<StoredBatch | undefined> {
  return findRow(
    tx,
    sql<StoredBatch>`SELECT ${COLUMNS} FROM outreach.material_batches AS batch
      WHERE NOT is_failed AND parts > (SELECT count(*) FROM outreach.material_parts WHERE batch_id = batch.id)
      ORDER BY asked_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
  );
}

export async function listMadeParts(connection: Connection, id: string): Promise<number[]> {
  const made = await rows(
    connection,
    sql<{ part: number }>`SELECT part FROM outreach.material_parts WHERE batch_id = ${id} ORDER BY part`,
  );
  return made.map(({ part }) => part);
}

export async function insertPart(
  tx: Connection,
  { id, part, sheets, content }: { id: string; part: number; sheets: readonly BatchSheet[]; content: Buffer },
): Promise<void> {
  await sql`INSERT INTO outreach.material_parts (batch_id, part, sheets, content)
    VALUES (${id}, ${part}, ${JSON.stringify(sheets)}::jsonb, ${content})`.execute(tx);
}

/** How far it is, counted anew: parts may have been lost with a crash of the database. */
export async function countMade(tx: Connection, id: string): Promise<void> {
  await sql`UPDATE outreach.material_batches
    SET (made, bytes) = (SELECT least(count(*) * ${SHEETS_IN_PART}::int, cardinality(codes)), coalesce(sum(length(content)), 0)
      FROM outreach.material_parts WHERE batch_id = ${id})
    WHERE id = ${id}`.execute(tx);
}

export async function failBatch(tx: Connection, id: string): Promise<void> {
  await sql`UPDATE outreach.material_batches SET is_failed = true WHERE id = ${id}`.execute(tx);
}

export function findPart(
  connection: Connection,
  id: string,
  part: number,
): Promise<{ sheets: BatchSheet[]; content: Buffer } | undefined> {
  return findRow(
    connection,
    sql<{ sheets: BatchSheet[]; content: Buffer }>`SELECT sheets, content FROM outreach.material_parts
      WHERE batch_id = ${id} AND part = ${part}`,
  );
}

export async function deleteOldBatches(tx: Connection, before: Date): Promise<void> {
  await sql`DELETE FROM outreach.material_batches WHERE asked_at < ${before}`.execute(tx);
  await sql`DELETE FROM outreach.material_parts AS part
    WHERE NOT EXISTS (SELECT FROM outreach.material_batches WHERE id = part.batch_id)`.execute(tx);
}
