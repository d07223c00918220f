import { type Actor, nameStaff } from '#capabilities/access';
import { ANNUAL_FILES, type AnnualFileName, type AnnualReports } from '#contract/annual-report';
import { fillIn } from '#contract/text';
import { thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { FileAnswer } from '#platform/http/route';
import type { FigureContext } from '../../context.ts';
import { ANNUAL_TEXTS, nameYear } from '../annual-labels.ts';
import { listYearsDue, spanOfYear } from '../annual-report.ts';
import { requireNation } from '../require-nation.ts';
import { findAnnualFile, findAnnualReport, listAnnualFiles, listAnnualRows } from '../store/annual-rows.ts';
import { findFirstDay } from '../store/counted-rows.ts';

/** Every edition, drafts and what was discarded, and years that could be reported. @throws AppError `insight/not-national` */
export async function listAnnualReports(
  { clock, jurisdiction }: FigureContext,
  connection: Connection,
  actor: Actor,
): Promise<AnnualReports> {
  requireNation(jurisdiction, actor);
  const now = clock.now();
  const found = await listAnnualRows(connection);
  const ids = found.map(({ id }) => id);
  const files = Map.groupBy(await listAnnualFiles(connection, ids), ({ reportId }) => reportId);
  const people = found.flatMap((one) => [one.madeByPersonId, one.decidedByPersonId]);
  const nameOf = await nameStaff(connection, people, now);
  const signedOff = found.filter(({ status }) => status === 'signed-off');
  return {
    reports: found.map((one) => ({
      ...{ id: one.id, calendar: one.calendar, year: one.year, ...spanOfYear(one), edition: one.edition },
      ...{ status: one.status, note: one.note, discardReason: one.discardReason },
      ...{ madeBy: nameOf(one.madeByPersonId), madeAt: one.madeAt.toISOString() },
      decidedBy: one.decidedByPersonId === null ? null : nameOf(one.decidedByPersonId),
      decidedAt: one.decidedAt?.toISOString() ?? null,
      // For people in the order of `ANNUAL_FILES`; what they were made of is nobody's to fetch.
      files: ANNUAL_FILES.flatMap((name) => {
        const file = files.get(one.id)?.find((of) => of.name === name);
        return file === undefined ? [] : [{ name, sha256: file.sha256, bytes: file.bytes }];
      }),
      maySignOff: one.status === 'draft' && one.madeByPersonId !== actor.userId,
    })),
    due: listYearsDue(await findFirstDay(connection), thaiDayOf(now), signedOff).map((one) => ({
      ...one,
      ...spanOfYear(one),
    })),
  };
}

const TYPES: Readonly<Record<AnnualFileName, string>> = {
  'report-th.pdf': 'application/pdf',
  'report-en.pdf': 'application/pdf',
  'tables.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'tables-csv.zip': 'application/zip',
};
const knownFile = (name: string): AnnualFileName | undefined => ANNUAL_FILES.find((one) => one === name);

/** A file byte for byte as it was made. @throws AppError `insight/not-national`, `insight/annual-report-not-found` */
export async function getAnnualFile(
  { jurisdiction }: FigureContext,
  connection: Connection,
  actor: Actor,
  { id, name }: { id: string; name: string },
): Promise<FileAnswer> {
  requireNation(jurisdiction, actor);
  const known = knownFile(name);
  const one = known && (await findAnnualReport(connection, id));
  const bytes = known && one && (await findAnnualFile(connection, { id, name: known }));
  if (known === undefined || one === undefined || bytes === undefined)
    throw new AppError('insight/annual-report-not-found');
  const language = known === 'report-en.pdf' ? 'en' : 'th';
  const texts = ANNUAL_TEXTS[language];
  const called = fillIn(texts.file, { year: nameYear(one, language).replaceAll(/[ .]+/g, '-'), edition: one.edition });
  // What nobody has signed off says so wherever it is kept.
  const mark = one.status === 'signed-off' ? '' : texts.draft;
  return { contentType: TYPES[known], name: `${mark}${called}-${known}`, bytes };
}
