import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LANGUAGES } from '#contract/languages';
import { readPageAssets } from '../../server/channels/citizen-page/page-assets.ts';
import { mapOf, renderReportForm } from '../../server/channels/citizen-page/report-form.ts';

// All that a phone loads to report: the page, its one script and its icon. The budget is 60 KB; what we have is well below.
const MOST_BYTES = 35 * 1024;

/** What the map costs: its script, its worker, and our outlines. */
async function mapBytes(withOutlines: boolean): Promise<number> {
  const names = (await readdir(join(dist, 'assets'))).filter((name) => /^(pin-map|maplibre)/.test(name));
  expect(names).toHaveLength(2);
  const outlines = ['outlines-provinces.topo.json', 'outlines.topo.json'].map(
    (name) => `database/reference-data/${name}`,
  );
  const files = [...names.map((name) => join(dist, 'assets', name)), ...(withOutlines ? outlines : [])];
  const sizes = await Promise.all(files.map(async (file) => gzipSync(await readFile(file)).length));
  return sizes.reduce((sum, one) => sum + one, 0);
}

async function entryOf(folder: string): Promise<string> {
  const [, script = ''] =
    /<script[^>]+src="\/citizen\/([^"]+)"/.exec(await readFile(join(folder, 'index.html'), 'utf8')) ?? [];
  return script;
}

let dist: string;
beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'ess-citizen-'));
  await build({ root: 'web/citizen', logLevel: 'error', build: { outDir: dist, emptyOutDir: true } });
});
afterAll(() => rm(dist, { recursive: true }));

test('the citizen page weighs at most 35 KB in every language, all in', async () => {
  const assets = readPageAssets(dist);
  const script = await entryOf(dist);
  // One file: a second would be a second round trip before anything works. Only what is asked for comes later.
  expect(await readFile(join(dist, script), 'utf8')).not.toMatch(/^import\b|;import\s*["'{]|\bfrom\s*["']\.\//);
  const files = [script, 'icon.svg'];
  const loaded = await Promise.all(files.map(async (name) => gzipSync(await readFile(join(dist, name))).length));
  for (const language of LANGUAGES) {
    const page = renderReportForm({
      assets,
      language,
      clientId: crypto.randomUUID(),
      offered: null,
      practice: false,
      hasStreets: false,
      liffId: null,
    });
    const bytes = [gzipSync(page).length, ...loaded].reduce((sum, one) => sum + one, 0);
    expect(bytes, `${language}: ${(bytes / 1024).toFixed(1)} KB`).toBeLessThanOrEqual(MOST_BYTES);
  }
  expect(assets.policy()).toContain("style-src 'sha256-");
});

test('the map says what it weighs before it is loaded', async () => {
  for (const hasStreets of [true, false]) {
    const { megabytes } = mapOf(hasStreets);
    const bytes = await mapBytes(!hasStreets);
    expect(bytes).toBeLessThanOrEqual(megabytes * 1e6);
    expect(bytes).toBeGreaterThan((megabytes - 0.15) * 1e6);
  }
});
