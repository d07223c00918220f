import { LOGBOOK_FORMAT, type LogbookExport, logbookHead, logbookLine } from '#contract/family-logbook';
import { thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { FileAnswer } from '#platform/http/route';
import type { FamilyQueryContext } from '../context.ts';
import { listLogbookRows } from '../store/export-rows.ts';

/** More are asked for by a later day. */
const AT_MOST = 20_000;

/**
 * Every measurement since a day, as a file for the family logbook (docs/api/family-logbook.md).
 * @throws AppError `self-reliance/too-many-rows`: a file that is cut would look whole
 */
export async function getLogbookFile(
  { clock }: FamilyQueryContext,
  connection: Connection,
  { from, format }: LogbookExport,
): Promise<FileAnswer> {
  const found = await listLogbookRows(connection, from, AT_MOST + 1);
  if (found.length > AT_MOST) throw new AppError('self-reliance/too-many-rows', { params: { rows: AT_MOST } });
  const now = clock.now();
  const name = `family-logbook-${thaiDayOf(now)}.${format}`;
  if (format === 'json') {
    const text = JSON.stringify({ format: LOGBOOK_FORMAT, writtenAt: now.toISOString(), measurements: found });
    return { contentType: 'application/json', name, text };
  }
  // With the mark of UTF-8: without it Excel shows Thai as signs.
  const text = `\uFEFF${[logbookHead(), ...found.map(logbookLine)].join('\r\n')}\r\n`;
  return { contentType: 'text/csv; charset=utf-8', name, text };
}
