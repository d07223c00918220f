import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Text in any form. Fonts and pictures are compressed already: doing it again only costs the browser time. */
const TEXT = /\.(?:js|mjs|css|html|json|svg|webmanifest)$/;
/** Below this the whole answer is one packet either way. */
const WORTH_IT_BYTES = 1024;

const brotlied = promisify(brotliCompress);
const gzipped = promisify(gzip);

/**
 * Puts `<file>.br` and `<file>.gz` beside every text file below the folder, as small as they get: it is done once, when
 * the pages are built, and never while a browser waits.
 */
export async function compressFiles(folder: string): Promise<void> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => TEXT.test(name));
  await Promise.all(files.map((name) => compressFile(join(folder, name))));
}

async function compressFile(path: string): Promise<void> {
  const content = readFileSync(path);
  if (content.length < WORTH_IT_BYTES) return;
  const brotli = brotlied(content, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
  writeFileSync(`${path}.br`, await brotli);
  writeFileSync(`${path}.gz`, await gzipped(content, { level: constants.Z_BEST_COMPRESSION }));
}
