import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildPages } from '../../scripts/build-pages.ts';
import { FIRST_LOAD_BUDGET_KB } from '../../web/console/report-first-load.ts';
import type { Bench, Metric } from './bench.ts';

const CONSOLE = join(import.meta.dirname, '../../dist/console');
/** On a bad line each file is a journey of a fifth of a second. */
const MOST_FILES = 25;
const KINDS = { 'page and scripts': /\.(html|js)$/, styles: /\.css$/, fonts: /\.woff2$/ };

export const firstLoad: Bench = {
  name: 'first-load',
  about: 'what a browser loads before the sign-in page, and before the console shows its queue',
  async run() {
    await buildPages({ writeLine: () => {} });
    const page = await readFile(join(CONSOLE, 'index.html'), 'utf8');
    const all = await readdir(join(CONSOLE, 'assets'));
    const files = new Set<string>(['index.html', ...namesOf(all, /\.woff2$/)]);
    for (const [, path] of page.matchAll(/(?:src|href)="\/console\/(assets\/[^"]+)"/g)) {
      if (path) await addWithImports(path, files);
    }
    const signIn = new Set(files);
    const shell = namesOf(all, /^area-shell-.*\.(js|css)$/);
    if (shell.length === 0) throw new Error('no file of the build is the area shell');
    for (const path of shell) await addWithImports(path, files);

    const queue = await sizesOf(files);
    const kinds = Object.entries(KINDS).map(([name, kind]): Metric => {
      const some = queue.filter(({ file }) => kind.test(file));
      return { name, value: sum(some, 'gzip'), unit: `KB gzip in ${some.length} files` };
    });
    const total = sum(queue, 'gzip');
    const first = await sizesOf(signIn);
    return {
      metrics: [
        ...kinds,
        { name: 'sign-in page', value: sum(first, 'gzip'), unit: `KB gzip in ${first.length} files` },
        { name: 'sign-in page, brotli', value: sum(first, 'sent'), unit: 'KB as sent to today’s browsers' },
        { name: 'queue', value: total, unit: `KB gzip in ${queue.length} files` },
        { name: 'queue, brotli', value: sum(queue, 'sent'), unit: 'KB as sent to today’s browsers' },
      ],
      targets: [
        {
          what: `queue ≤ ${FIRST_LOAD_BUDGET_KB} KB gzip (the aim is 200)`,
          reached: `${total.toFixed(0)} KB`,
          met: total <= FIRST_LOAD_BUDGET_KB,
          anyLoad: true,
        },
        {
          what: `queue ≤ ${MOST_FILES} files`,
          reached: `${queue.length}`,
          met: queue.length <= MOST_FILES,
          anyLoad: true,
        },
      ],
      notes: [
        'the page, its scripts with what they import before they run, styles and every font; the map comes after',
      ],
    };
  },
};

function namesOf(names: string[], kind: RegExp): string[] {
  return names.filter((name) => kind.test(name)).map((name) => `assets/${name}`);
}

/** The file and what it imports before it runs; what is imported later (`import()`) is not part of the first load. */
async function addWithImports(path: string, files: Set<string>): Promise<void> {
  if (files.has(path)) return;
  files.add(path);
  if (!path.endsWith('.js')) return;
  const text = await readFile(join(CONSOLE, path), 'utf8');
  for (const [, name] of text.matchAll(/(?:\bfrom|\bimport)\s*"\.\/([^"]+\.js)"/g)) {
    if (name) await addWithImports(join('assets', name), files);
  }
}

type Size = { file: string; gzip: number; sent: number };

function sizesOf(files: Set<string>): Promise<Size[]> {
  return Promise.all(
    [...files].map(async (file) => {
      const path = join(CONSOLE, file);
      const bytes = await readFile(path);
      // Fonts are compressed already and are sent as they are.
      const gzip = file.endsWith('.woff2') ? bytes.length : gzipSync(bytes).length;
      const brotli = await stat(`${path}.br`).catch(() => ({ size: bytes.length }));
      return { file, gzip: gzip / 1024, sent: brotli.size / 1024 };
    }),
  );
}

function sum(sizes: Size[], what: 'gzip' | 'sent'): number {
  return sizes.reduce((total, size) => total + size[what], 0);
}
