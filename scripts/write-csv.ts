import { writeFile } from 'node:fs/promises';

export type CsvRow = Record<string, string | number>;

/** Writes rows under a header line (UTF-8, LF, RFC 4180 quotes only where they are needed). */
export async function writeCsv(file: string, columns: string[], rows: CsvRow[]): Promise<void> {
  const lines = rows.map((row) => columns.map((column) => quote(String(row[column] ?? ''))).join(','));
  await writeFile(file, `${[columns.join(','), ...lines].join('\n')}\n`);
}

function quote(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
