import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { describeImportProblem, type ImportFile, isImportRejected } from '#capabilities/jurisdiction';
import { AppError } from '#platform/app-error';
import type { Surroundings } from './command-line.ts';

/** The official boundaries of the whole country in full detail are below 100 MB. */
const LARGEST_BYTES = 200 * 1024 * 1024;

/** @throws AppError `jurisdiction/file-unreadable` */
export async function readImportFile(path: string): Promise<ImportFile> {
  const unreadable = (message: string) => new AppError('jurisdiction/file-unreadable', { message });
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw unreadable(`there is no file ${path}`);
  if (found.size > LARGEST_BYTES) throw unreadable(`${path} is larger than 200 MB`);
  return { name: basename(path), bytes: await readFile(path) };
}

/** Says every problem of a refused file, one line each. @returns the exit code; throws any other error on */
export function describeRefusal(error: unknown, { writeLine }: Surroundings, english: boolean): number {
  if (!isImportRejected(error)) throw error;
  const { problems } = error;
  for (const problem of problems) writeLine(describeImportProblem(problem, english ? 'en' : 'th'));
  writeLine(
    english
      ? `refused: ${problems.length} problems, nothing was written`
      : `ไม่นำเข้า: พบ ${problems.length} จุดที่ต้องแก้ และยังไม่มีการบันทึกใด ๆ`,
  );
  return 1;
}
