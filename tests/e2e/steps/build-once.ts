import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPages } from '../../../scripts/build-pages.ts';
import { npmStart, PREPARED } from './start-system.ts';

/**
 * Before any test: the pages are built, which two systems must not do at the same time, and a system is started and stopped
 * whose data folder the others copy. The start on an empty one is a test of its own (newcomer-story).
 */
export default async function buildOnce(): Promise<() => void> {
  await buildPages();
  // What the first start compiled the others read.
  const compiled = mkdtempSync(join(tmpdir(), 'ess-e2e-compiled-'));
  process.env.NODE_COMPILE_CACHE = compiled;
  const { dataDir, stop } = await npmStart({ from: 'nothing' });
  await stop({ keepData: true });
  process.env[PREPARED] = dataDir;
  return () => {
    for (const folder of [dataDir, compiled]) rmSync(folder, { recursive: true, force: true });
  };
}
