import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildPages } from '../../scripts/build-pages.ts';
import { FIRST_LOAD_LIMIT, type FirstLoad } from '../../web/console/report-first-load.ts';
import type { Bench, Metric, Target } from './bench.ts';

const CONSOLE = join(import.meta.dirname, '../../dist/console');
const KINDS = { 'page and scripts': /\.(html|js)$/, styles: /\.css$/, fonts: /\.woff2$/ };
const ABOUT: Record<keyof FirstLoad, string> = {
  queue: 'queue, signed in',
  signIn: 'sign-in page',
  newDevice: 'queue on a new device (sign-in page and queue)',
};

export const firstLoad: Bench = {
  name: 'first-load',
  about: 'what a browser loads before the sign-in page, and before the console shows its queue',
  async run() {
    await buildPages({ writeLine: () => {} });
    // The build lists the files, so that it and this count the same.
    const load: FirstLoad = JSON.parse(await readFile(join(CONSOLE, 'first-load.json'), 'utf8'));
    const metrics: Metric[] = [];
    const targets: Target[] = [];
    for (const name of ['queue', 'signIn', 'newDevice'] as const) {
      const sizes = await sizesOf(load[name]);
      const total = sum(sizes, 'gzip');
      metrics.push(
        { name: ABOUT[name], value: total, unit: `KB gzip in ${sizes.length} files` },
        { name: `${ABOUT[name]}, brotli`, value: sum(sizes, 'sent'), unit: 'KB as sent to today’s browsers' },
      );
      targets.push({
        what: `${ABOUT[name]} ≤ ${FIRST_LOAD_LIMIT.kb} KB gzip in ≤ ${FIRST_LOAD_LIMIT.files} files`,
        reached: `${total.toFixed(0)} KB in ${sizes.length}`,
        met: total <= FIRST_LOAD_LIMIT.kb && sizes.length <= FIRST_LOAD_LIMIT.files,
        anyLoad: true,
      });
    }
    const all = await sizesOf(load.newDevice);
    const kinds = Object.entries(KINDS).map(([name, kind]): Metric => {
      const some = all.filter(({ file }) => kind.test(file));
      return { name, value: sum(some, 'gzip'), unit: `KB gzip in ${some.length} files` };
    });
    return {
      metrics: [...kinds, ...metrics],
      targets,
      notes: [
        'the page, its scripts with what they import before they run, styles, Thai and Latin fonts; the map comes after',
      ],
    };
  },
};

type Size = { file: string; gzip: number; sent: number };

function sizesOf(files: string[]): Promise<Size[]> {
  return Promise.all(
    files.map(async (file) => {
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
