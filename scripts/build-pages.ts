import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { compressFiles } from './compress-files.ts';

type Page = {
  name: string;
  /** Vite's root: index.html and, where the page needs one, vite.config.ts. */
  root: string;
  /** Folders and files whose contents decide whether the built page is still right. */
  sources: string[];
};

const HOW = ['scripts/build-pages.ts', 'scripts/compress-files.ts'];
const EVERY_PAGE_DEPENDS_ON = ['contract', 'charts', 'database/reference-data', 'package-lock.json', ...HOW];

/** What the offline map is drawn from: served as it is, only smaller. */
const MAP = { name: 'map', files: ['outlines.topo.json', 'outlines-provinces.topo.json'] };

/** The pages of the project; each is built into dist/<name>. */
export const PAGES: Page[] = [
  { name: 'console', root: 'web/console' },
  { name: 'citizen', root: 'web/citizen' },
  { name: 'request', root: 'web/request' },
  { name: 'answer', root: 'web/answer' },
  { name: 'simulator', root: 'simulator/page' },
].map((page) => ({ ...page, sources: [page.root, ...EVERY_PAGE_DEPENDS_ON] }));

/**
 * Builds the pages whose sources changed since they were built (compared by content, so a fresh checkout of the same
 * state builds nothing). Says one line for each page that it builds.
 * @param options.onlyMissing true where the build tools are not installed (production): a built page is taken as it is
 */
export async function buildPages(
  options: { onlyMissing?: boolean; writeLine?: (line: string) => void } = {},
): Promise<void> {
  const writeLine = options.writeLine ?? console.log;
  for (const page of PAGES.filter(({ root }) => existsSync(join(root, 'index.html')))) {
    const built = existsSync(join('dist', page.name, 'index.html'));
    if (built && options.onlyMissing) continue;
    const hash = hashOf(page.sources);
    if (built && readHash(page) === hash) continue;
    writeLine(`· building the ${page.name} page …`);
    const started = performance.now();
    await buildPage(page);
    writeFileSync(hashPath(page), hash);
    writeLine(`· the ${page.name} page is built (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  }
  await copyMap();
}

async function copyMap(): Promise<void> {
  const sources = MAP.files.map((name) => join('database/reference-data', name));
  const hash = hashOf([...sources, ...HOW]);
  if (readHash(MAP) === hash) return;
  await replaceFolder(MAP.name, async (fresh) => {
    mkdirSync(fresh, { recursive: true });
    for (const [index, name] of MAP.files.entries()) copyFileSync(sources[index] ?? '', join(fresh, name));
    await compressFiles(fresh);
  });
  writeFileSync(hashPath(MAP), hash);
}

async function buildPage(page: Page): Promise<void> {
  const { build } = await import('vite');
  await replaceFolder(page.name, async (fresh) => {
    await build({ root: page.root, logLevel: 'warn', build: { outDir: fresh, emptyOutDir: true } });
    const worker = join(page.root, 'service-worker/service-worker.ts');
    if (existsSync(worker)) await buildServiceWorker(worker, fresh);
    await compressFiles(fresh);
  });
}

/** Fills a folder beside the old one and then changes places, so that a failed build or a second start never serves a half one. */
async function replaceFolder(name: string, fill: (fresh: string) => Promise<void>): Promise<void> {
  const fresh = resolve('dist', `.${name}-${process.pid}`);
  mkdirSync('dist', { recursive: true });
  try {
    await fill(fresh);
    const place = resolve('dist', name);
    rmSync(place, { recursive: true, force: true });
    renameSync(fresh, place);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** One plain script beside the page, at an address that never changes: a browser looks there for a newer one. */
async function buildServiceWorker(entry: string, outDir: string): Promise<void> {
  const { build } = await import('vite');
  const lib = { entry: resolve(entry), formats: ['iife' as const], name: 'serviceWorker', fileName: () => 'sw.js' };
  await build({
    configFile: false,
    logLevel: 'warn',
    build: { outDir, emptyOutDir: false, copyPublicDir: false, lib },
  });
}

/** One hash over names and contents of all files below the given folders. */
export function hashOf(paths: string[]): string {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(listFiles)) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function listFiles(path: string): string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function hashPath({ name }: { name: string }): string {
  return join('dist', `${name}.sources`);
}

function readHash(page: { name: string }): string | undefined {
  return existsSync(hashPath(page)) ? readFileSync(hashPath(page), 'utf8') : undefined;
}
