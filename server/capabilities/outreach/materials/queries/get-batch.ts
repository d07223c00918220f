import type { Actor } from '#capabilities/access';
import type { MaterialBatchList } from '#contract/materials';
import { AppError } from '#platform/app-error';
import { writeCsv } from '#platform/csv/write-csv';
import type { Connection, Database } from '#platform/database/database';
import type { FileAnswer } from '#platform/http/route';
import { writeZip, type ZippedFile } from '#platform/print/write-zip';
import type { OutreachContext } from '../../context.ts';
import { findAreaName } from '../../record/area-name.ts';
import { listCampaignRows } from '../../record/store/campaign-rows.ts';
import { type BatchSheet, type StoredBatch, stateOf } from '../material-batch.ts';
import { findBatch, findPart, listBatches } from '../store/batch-rows.ts';

/** The actor's own batches of the last two days, the newest first. */
export async function listMaterialBatches(
  context: Pick<OutreachContext, 'jurisdiction'>,
  connection: Connection,
  actor: Actor,
): Promise<MaterialBatchList> {
  const found = await listBatches(connection, actor.userId);
  const names =
    found.length === 0
      ? new Map<string, string>()
      : new Map((await listCampaignRows(connection)).map(({ id, name }) => [id, name]));
  return {
    batches: found.map((batch) => ({
      ...{ id: batch.id, material: batch.material, format: batch.format, language: batch.language },
      ...{ campaign: batch.campaignId === null ? null : (names.get(batch.campaignId) ?? '–') },
      area: batch.area === null ? null : areaOf(context, batch.area),
      ...{ placements: batch.codes.length, made: batch.made, bytes: batch.bytes, state: stateOf(batch) },
      askedAt: batch.askedAt.toISOString(),
    })),
  };
}

function areaOf(context: Pick<OutreachContext, 'jurisdiction'>, code: string) {
  const { nameTh, nameEn } = findAreaName(context, code) ?? { nameTh: code, nameEn: code };
  return { code, nameTh, nameEn };
}

/**
 * The whole archive, read part by part while it is sent: fetched again it is the same, and nothing is made anew.
 * @param db read from after this request's transaction @throws AppError `outreach/batch-not-found`, `outreach/batch-not-ready`
 */
export async function getBatchArchive(
  db: Database,
  connection: Connection,
  actor: Actor,
  id: string,
): Promise<FileAnswer> {
  const batch = await findBatch(connection, id, actor.userId);
  if (!batch) throw new AppError('outreach/batch-not-found');
  if (stateOf(batch) !== 'ready') throw new AppError('outreach/batch-not-ready');
  return {
    contentType: 'application/zip',
    name: `${[batch.material, batch.language, batch.area ?? 'all', batch.codes.length].join('-')}.zip`,
    chunks: writeZip(listFiles(db, batch), batch.askedAt),
  };
}

async function* listFiles(db: Database, batch: StoredBatch): AsyncGenerator<ZippedFile> {
  const all: BatchSheet[] = [];
  for (let part = 0; part < batch.parts; part++) {
    const found = await findPart(db, batch.id, part);
    // The archive breaks off rather than being one without these.
    if (!found) throw new Error('a part of an archive has gone');
    let at = 0;
    for (const sheet of found.sheets) {
      yield { name: sheet.file, bytes: found.content.subarray(at, at + sheet.bytes) };
      at += sheet.bytes;
    }
    all.push(...found.sheets);
  }
  const list = writeCsv(
    ['รหัส', 'ชื่อจุด', 'เลขอ้างอิง', 'ที่ตั้ง', 'ไฟล์'],
    all.map(({ line, file }) => [...line, file]),
  );
  yield { name: 'รายการ.csv', bytes: Buffer.from(list) };
}
