import { Readable } from 'node:stream';
import { setImmediate as letOthersRun } from 'node:timers/promises';
import { parse } from 'csv-parse';
import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { mayFor } from '#capabilities/jurisdiction';
import type { PlacementKind } from '#contract/outreach';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { OutreachContext } from '../../context.ts';
import { newPlacementCode } from '../../record/new-code.ts';
import { findCampaignRow } from '../../record/store/campaign-rows.ts';
import { findDelimiter, type ImportRow, readHeader, readRow } from '../import-row.ts';
import {
  countChanges,
  type ImportCounts,
  insertImport,
  insertImportRows,
  lockImport,
  markDuplicates,
  markSameReferences,
  planForManyRows,
  type StoredImport,
  updateImport,
} from '../store/import-rows.ts';

const MOST_ROWS = 1_000_000;
const LONGEST_LINE = 20_000;
/** Parsed and checked in a few milliseconds; then whatever else waits has its turn. */
const SLICE = 32_000;
const ROWS_AT_A_TIME = 500;
const NO_COUNTS: ImportCounts = { rows: 0, new: 0, changed: 0, same: 0, wrong: 0, missing: 0 };

/** Begins to read a file; its parts follow. @throws AppError `outreach/campaign-not-found` */
export async function beginImport(
  { jurisdiction, clock }: OutreachContext,
  work: Work,
  actor: Actor,
  { campaignId, fileName, kind }: { campaignId: string; fileName: string; kind: PlacementKind },
): Promise<{ id: string }> {
  const campaign = await findCampaignRow(work.tx, campaignId);
  if (!campaign || !mayFor(jurisdiction, actor, 'outreach:edit', [campaign.agencyId]))
    throw new AppError('outreach/campaign-not-found');
  const madeAt = clock.now();
  const made: StoredImport = {
    ...{
      id: newId(),
      campaignId,
      agencyId: campaign.agencyId,
      fileName,
      status: 'reading',
      kind,
      header: null,
      parts: 0,
    },
    ...{ counts: NO_COUNTS, madeByPersonId: actor.userId, madeAt, committedAt: null },
  };
  await insertImport(work.tx, made);
  record(work, actor, 'outreach/begin-import', made.id, { campaign: campaignId }, madeAt);
  return { id: made.id };
}

/**
 * Reads the next part of a file, all of it or nothing. Nothing of it is a placement before the file is committed.
 * @throws AppError `outreach/import-not-found`, `outreach/import-ended`, `outreach/import-part-missing`,
 * `outreach/import-no-header`, `outreach/import-unreadable`, `outreach/import-too-long`
 */
export async function readImportPart(
  context: OutreachContext,
  work: Work,
  actor: Actor,
  { id, part, text }: { id: string; part: number; text: string },
): Promise<{ rows: number }> {
  const known = await lockMine(context, work, actor, id);
  const details = { part };
  // The answer to it was lost.
  if (part === known.parts) {
    record(work, actor, 'outreach/read-import', id, details, context.clock.now());
    return { rows: known.counts.rows };
  }
  if (part !== known.parts + 1)
    throw new AppError('outreach/import-part-missing', { params: { part: known.parts + 1 } });
  const { header, rows } = await storeRows(context, work, known, text);
  await updateImport(work.tx, { ...known, header, parts: part, counts: { ...NO_COUNTS, rows } });
  record(work, actor, 'outreach/read-import', id, details, context.clock.now());
  return { rows };
}

/**
 * The file has come whole: says what it would change. @throws AppError `outreach/import-not-found`, `outreach/import-ended`,
 * `outreach/import-no-header`
 */
export async function checkImport(context: OutreachContext, work: Work, actor: Actor, id: string): Promise<void> {
  const known = await lockMine(context, work, actor, id);
  if (!known.header) throw new AppError('outreach/import-no-header', { params: { column: 'reference' } });
  await planForManyRows(work.tx);
  await markSameReferences(work.tx, id);
  await markDuplicates(work.tx, known);
  const counts = await countChanges(work.tx, known);
  await updateImport(work.tx, { ...known, status: 'ready', counts });
  record(work, actor, 'outreach/preview-import', id, counts, context.clock.now());
}

async function lockMine(
  { jurisdiction }: OutreachContext,
  { tx }: Work,
  actor: Actor,
  id: string,
): Promise<StoredImport> {
  const known = await lockImport(tx, id);
  if (!known || !mayFor(jurisdiction, actor, 'outreach:edit', [known.agencyId]))
    throw new AppError('outreach/import-not-found');
  if (known.status !== 'reading') {
    const actions = ['outreach/preview-import', 'outreach/commit-import'];
    throw new AppError('outreach/import-ended', { lostTo: { actions, subjects: [id] } });
  }
  return known;
}

async function storeRows(context: OutreachContext, { tx }: Work, known: StoredImport, text: string) {
  let { header, kind, counts } = known;
  const delimiter = header?.delimiter ?? findDelimiter(text);
  // The header is row 1.
  let row = header ? counts.rows + 1 : 0;
  let read: ImportRow[] = [];
  const store = async () => {
    const stored = read;
    read = [];
    if (stored.length > 0) await insertImportRows(tx, known.id, stored);
  };
  const parser = parse({
    bom: true,
    relaxColumnCount: true,
    skipEmptyLines: true,
    maxRecordSize: LONGEST_LINE,
    delimiter,
  });
  Readable.from(slicesOf(text)).pipe(parser);
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row++;
      if (!header) header = readHeader(cells, delimiter);
      // Two codes that are alike are found at the commit.
      else read.push(readRow(cells, { row, code: newPlacementCode(), header, kind }, context.jurisdiction));
      if (row > MOST_ROWS) throw new AppError('outreach/import-too-long');
      if (read.length === ROWS_AT_A_TIME) await store();
    }
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (typeof code === 'string' && code.startsWith('CSV_'))
      throw new AppError('outreach/import-unreadable', { params: { row: row + 1 }, cause: error });
    throw error;
  }
  await store();
  return { header, rows: Math.max(0, row - 1) };
}

async function* slicesOf(text: string): AsyncIterable<string> {
  for (let from = 0; from < text.length; from += SLICE) {
    yield text.slice(from, from + SLICE);
    await letOthersRun();
  }
}

function record(
  work: Work,
  actor: Actor,
  action: string,
  id: string,
  details: Readonly<Record<string, string | number>>,
  at: Date,
): void {
  recordAction(work, { ...byPerson(actor), action, subjectKind: 'import', subjectId: id, details, at });
}
