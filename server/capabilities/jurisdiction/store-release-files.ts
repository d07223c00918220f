import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const DATABASE_FOLDER = join(import.meta.dirname, '../../../database');

export type DataFile = { name: string; bytes: Uint8Array };

/** Files that ship with the release, e.g. `reference-data/provinces.csv`. */
export function readDataFiles<Names extends readonly string[]>(names: Names) {
  return Promise.all(
    names.map(async (name) => ({ name, bytes: await readFile(join(DATABASE_FOLDER, name)) })),
  ) as Promise<{ [Index in keyof Names]: DataFile }>;
}

/** One hash over several files; another hash means another edition. */
export function versionOf(files: readonly DataFile[]): string {
  const hash = createHash('sha256');
  for (const { bytes } of files) hash.update(bytes);
  return hash.digest('hex');
}
