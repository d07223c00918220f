import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildPages } from '../../scripts/build-pages.ts';
import type { Bench, Figure } from './bench.ts';

const CONSOLE = join(import.meta.dirname, '../../dist/console');
const BUDGET_KB = 350;

export const firstLoad: Bench = {
  name: 'first-load',
  about: 'what a browser loads before the console shows its queue',
  async run() {
    await buildPages({ say: () => {} });
    const page = await readFile(join(CONSOLE, 'index.html'), 'utf8');
    const named = [...page.matchAll(/(?:src|href)="\/console\/([^"]+)"/g)].map(([, path]) => path ?? '');
    const files = new Set<string>(['index.html']);
    for (const path of named) await addWithImports(path, files);
    const fonts = (await readdir(join(CONSOLE, 'assets'))).filter((name) => name.endsWith('.woff2'));
    for (const name of fonts) files.add(`assets/${name}`);

    const kinds = { 'page and scripts': /\.(html|js)$/, styles: /\.css$/, fonts: /\.woff2$/ };
    const figures: Figure[] = [];
    for (const [name, kind] of Object.entries(kinds)) {
      const sizes = await Promise.all([...files].filter((file) => kind.test(file)).map(sizeInKb));
      figures.push({ name, value: sizes.reduce((sum, size) => sum + size, 0), unit: `KB in ${sizes.length} files` });
    }
    const total = figures.reduce((sum, { value }) => sum + value, 0);
    return {
      figures: [...figures, { name: 'together', value: total, unit: 'KB gzip' }],
      targets: [{ what: `≤ ${BUDGET_KB} KB`, reached: `${total.toFixed(0)} KB`, met: total <= BUDGET_KB }],
      notes: ['the page with its scripts, their static imports, styles and every font, gzipped; the map comes after'],
    };
  },
};

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

async function sizeInKb(file: string): Promise<number> {
  const bytes = await readFile(join(CONSOLE, file));
  // Fonts are compressed already and are sent as they are.
  return (file.endsWith('.woff2') ? bytes.length : gzipSync(bytes).length) / 1024;
}
