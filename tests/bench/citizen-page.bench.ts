import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { LANGUAGES } from '#contract/languages';
import { buildPages } from '../../scripts/build-pages.ts';
import { readPageAssets } from '../../server/channels/citizen-page/page-assets.ts';
import { renderReportForm } from '../../server/channels/citizen-page/report-form.ts';
import type { Bench, Metric } from './bench.ts';

const DIST = join(import.meta.dirname, '../../dist/citizen');
const LIMIT_KB = 60;
const RENDERED = 2000;

export const citizenPage: Bench = {
  name: 'citizen-page',
  about: 'what a phone loads to report, in each language, and what the server needs to write it',
  async run() {
    await buildPages({ writeLine: () => {} });
    const assets = readPageAssets(DIST);
    const [, script = ''] = /src="\/citizen\/([^"]+)"/.exec(assets.head.markup) ?? [];
    const files = await Promise.all([script, 'icon.svg'].map((name) => readFile(join(DIST, name))));
    const loaded = files.reduce((sum, bytes) => sum + gzipSync(bytes).length, 0);
    const page = (language: (typeof LANGUAGES)[number]): string =>
      renderReportForm({
        assets,
        language,
        clientId: crypto.randomUUID(),
        offered: null,
        practice: false,
        hasStreets: false,
        liffId: null,
      });
    const sizes = LANGUAGES.map((language) => (gzipSync(page(language)).length + loaded) / 1024);
    const largest = Math.max(...sizes);
    const started = performance.now();
    for (let at = 0; at < RENDERED; at += 1) gzipSync(page('my'));
    const milliseconds = (performance.now() - started) / RENDERED;
    const metrics: Metric[] = [
      ...LANGUAGES.map((language, at) => ({
        ...{ name: `all in, ${language}`, value: sizes[at] ?? 0, unit: 'KB gzip in 3 requests' },
      })),
      { name: 'script', value: gzipSync(files[0] ?? '').length / 1024, unit: 'KB gzip' },
      { name: 'written and compressed', value: milliseconds, unit: 'ms a page' },
    ];
    const target = {
      what: `all in ≤ ${LIMIT_KB} KB gzip`,
      reached: `${largest.toFixed(1)} KB`,
      met: largest <= LIMIT_KB,
    };
    return {
      metrics,
      targets: [{ ...target, anyLoad: true }],
      notes: ['the page with style, icons and texts in it, its script, its icon; no font, no map'],
    };
  },
};
