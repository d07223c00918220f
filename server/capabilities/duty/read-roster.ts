import { readWorkbook } from './read-workbook.ts';
import { type RosterTable, readRosterFile, readRosterSheets } from './roster-file.ts';

/** A roster as it was sent: the text of a table, or a workbook and the chosen sheet. */
export type RosterSource = { text?: string; workbook?: Uint8Array; sheet?: string };

/**
 * Reads an untrusted file, so it runs in a separate process (`commands/read-roster-in-worker.ts`).
 * @throws AppError `duty/file-unreadable`, `duty/file-locked`, `duty/file-too-large`, `duty/quote-open`, `duty/no-header`,
 * `duty/columns-missing`
 */
export async function readRoster({ text = '', workbook, sheet }: RosterSource): Promise<RosterTable> {
  if (workbook === undefined) return readRosterFile(text);
  const bytes = Buffer.from(workbook.buffer, workbook.byteOffset, workbook.byteLength);
  return readRosterSheets(await readWorkbook(bytes), sheet);
}
