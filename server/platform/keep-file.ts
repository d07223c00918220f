import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newRandomKey } from './ids.ts';

/**
 * The content of a file that is made once and readable by its owner only. Written to a draft and then linked: of two
 * processes that start together one wins, and neither reads half of it.
 */
export async function keepFile(folder: string, name: string, make: () => string): Promise<string> {
  const file = join(folder, name);
  const known = await findContent(file);
  if (known !== undefined) return known;
  await mkdir(folder, { recursive: true });
  const draft = `${file}.${newRandomKey()}`;
  await writeFile(draft, make(), { mode: 0o600 });
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft);
  }
  return readFile(file, 'utf8');
}

async function findContent(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
