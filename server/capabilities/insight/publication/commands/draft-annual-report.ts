import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { ANNUAL_RULES, type AnnualFileName, type NewAnnualReport } from '#contract/annual-report';
import { thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import { writeCsv } from '#platform/csv/write-csv';
import type { Connection } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { writeZip, type ZippedFile } from '#platform/print/write-zip';
import { writeXlsx } from '#platform/xlsx/write-xlsx';
import type { PublishedCell } from '../../methods/suppression.ts';
import { type Areas, type Edition, writeAnnualReport } from '../annual-pages.ts';
import { isYearSettled, monthsOfYear, spanOfYear } from '../annual-report.ts';
import { type AnnualSheet, listSheets } from '../annual-sheets.ts';
import { type AnnualTable, makeTables } from '../annual-tables.ts';
import { readCounts } from '../public-files.ts';
import type { PublicationContext } from '../publication-context.ts';
import { requireNation } from '../require-nation.ts';
import { countCases, countIncidents, countInvolved, countLegalFacts } from '../store/annual-count-rows.ts';
import {
  type AnnualFile,
  type AnnualRow,
  type AnnualYear,
  findAnnualFile,
  findDraft,
  findNewestEdition,
  insertAnnualReport,
} from '../store/annual-rows.ts';
import { countByProvince, findFirstDay } from '../store/counted-rows.ts';
import { readAreas } from '../store/outlines.ts';
import { findNewest, readFiles, takeRoundingKey } from '../store/publication-rows.ts';

export const ANNUAL_TEMPLATE = readFileSync(new URL('../templates/annual.typ', import.meta.url), 'utf8');
/** What the files are made of; kept with them, so that the next edition knows whether anything is different. */
const FIGURES = 'figures.json';

/**
 * Makes the report of a year, all its files, frozen from now on; another person looks at the very bytes and signs them off.
 * @throws AppError `insight/not-national`, `insight/not-over`, `insight/note-needed`, `insight/nothing-changed`,
 * `insight/annual-report-drafted` with who was faster
 */
export async function draftAnnualReport(
  context: PublicationContext,
  work: Work,
  actor: Actor,
  { note, calendar, year }: NewAnnualReport,
): Promise<{ id: string }> {
  requireNation(context.jurisdiction, actor);
  const { tx } = work;
  const asked = { calendar, year };
  const madeAt = context.clock.now();
  if (!isYearSettled(asked, thaiDayOf(madeAt))) throw new AppError('insight/not-over');
  const before = await findNewestEdition(tx, asked);
  if (before && note === '') throw new AppError('insight/note-needed');
  const { provinces, names } = readAreas();
  const tables = await countYear(
    tx,
    asked,
    provinces.map(({ code }) => code),
  );
  const figures = Buffer.from(`${JSON.stringify({ rules: ANNUAL_RULES, ...asked, tables }, null, 1)}\n`);
  if (before && (await findAnnualFile(tx, { id: before.id, name: FIGURES }))?.equals(figures))
    throw new AppError('insight/nothing-changed');
  const edition = (before?.edition ?? 0) + 1;
  const firstDay = await findFirstDay(tx);
  const report: Edition = { ...asked, ...spanOfYear(asked), edition, note, madeAt, firstDay, tables };
  const files = [...(await makeFiles(context, report, names, actor.userId)), { name: FIGURES, content: figures }];
  const drafted: AnnualRow = {
    ...{ id: newId(), ...asked, edition, note, status: 'draft', discardReason: null, rulesVersion: ANNUAL_RULES },
    ...{ madeByPersonId: actor.userId, madeAt, decidedByPersonId: null, decidedAt: null },
  };
  if (!(await insertAnnualReport(tx, drafted, files.map(hashed)))) {
    const waiting = await findDraft(tx, asked);
    const lostTo = { subjects: waiting ? [waiting.id] : [], actions: ['insight/annual-report-drafted'] };
    throw new AppError('insight/annual-report-drafted', { lostTo });
  }
  recordAction(work, {
    ...byPerson(actor),
    ...{ action: 'insight/annual-report-drafted', subjectKind: 'annual-report', subjectId: drafted.id, at: madeAt },
    details: { ...asked, edition },
  });
  return { id: drafted.id };
}

async function countYear(tx: Connection, asked: AnnualYear, provinces: readonly string[]): Promise<AnnualTable[]> {
  const span = spanOfYear(asked);
  const spanBefore = spanOfYear({ ...asked, year: asked.year - 1 });
  const key = await takeRoundingKey(tx, randomBytes(32).toString('hex'));
  const counts = {
    legal: await countLegalFacts(tx, span),
    legalBefore: await countLegalFacts(tx, spanBefore),
    incidents: [...(await countIncidents(tx, span)), ...(await countInvolved(tx, span))],
    incidentsBefore: await countIncidents(tx, spanBefore),
    cases: await countCases(tx, span),
    provinces: await countByProvince(tx, span),
    months: await readMonths(tx, asked),
  };
  return makeTables(counts, { ...asked, key, provinces });
}

/** Each month as the public reads it now; without its cells where it was never published. */
async function readMonths(tx: Connection, asked: AnnualYear) {
  const months: { month: string; cells: PublishedCell[] | undefined }[] = [];
  for (const month of monthsOfYear(asked)) {
    const newest = await findNewest(tx, { kind: 'month', period: month });
    const [file] = newest ? await readFiles(tx, [newest.id], ['incidents.json']) : [];
    months.push({ month, cells: file && readCounts(file.content) });
  }
  return months;
}

type Made = { name: string; content: Uint8Array };

async function makeFiles(
  { setTemplate }: Pick<PublicationContext, 'setTemplate'>,
  report: Edition,
  areas: Areas,
  personId: string,
): Promise<Made[]> {
  const print = (language: 'th' | 'en') =>
    setTemplate(writeAnnualReport(report, language, { template: ANNUAL_TEMPLATE, areas }), personId);
  const sheets = listSheets(report, areas);
  const workbook = sheets.map(({ name, head, cells }) => ({ name, head, pages: [cells] }));
  const made = (name: AnnualFileName, content: Uint8Array): Made => ({ name, content });
  return [
    made('report-th.pdf', await print('th')),
    made('report-en.pdf', await print('en')),
    made('tables.xlsx', await join(writeXlsx(workbook, { changedAt: report.madeAt }))),
    made('tables-csv.zip', await join(writeZip(asCsv(sheets), report.madeAt))),
  ];
}

async function* asCsv(sheets: readonly AnnualSheet[]): AsyncGenerator<ZippedFile> {
  for (const { name, head, cells } of sheets)
    yield { name: `${name}.csv`, bytes: new TextEncoder().encode(writeCsv(head, cells)) };
}

async function join(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

const hashed = ({ name, content }: Made): AnnualFile => ({
  name,
  content,
  sha256: createHash('sha256').update(content).digest('hex'),
});
