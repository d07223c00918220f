import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, mkdtempSync, openSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../server/platform/database/database.ts';
import { startEmbeddedPostgres } from '../../server/platform/database/embedded-postgres.ts';
import { migrate } from '../../server/platform/database/migrate.ts';
import { createLog } from '../../server/platform/log.ts';
import { createServerProcess } from '../../server/platform/process/server-process.ts';
import { createFaultCounter } from '../../server/platform/process/storage-fault.ts';
import { until } from '../support/officer.ts';

/** Space for a new database and one more segment of its log; it lives in memory. */
const DISK_MB = 160;

/** A small disk of this test's own; only root may mount one. */
function mountDisk(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'ess-small-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmdirSync(folder);
    return undefined;
  }
  chmodSync(folder, 0o755);
  return folder;
}

const disk = mountDisk();

/** Writes until not one byte more fits. */
function fill(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (const size of [1_048_576, 65_536, 4096, 1]) {
      const block = Buffer.alloc(size);
      for (;;) if (writeSync(file, block) < size) break;
    }
  } catch (error) {
    expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC');
  } finally {
    closeSync(file);
  }
}

test.runIf(disk)(
  'a disk that is really full is reported, and free space is enough to go on',
  async () => {
    const folder = disk ?? '';
    const postgres = await startEmbeddedPostgres(folder);
    const db = openDatabase(postgres.url, { connections: 2 });
    const faults = createFaultCounter();
    const raised: string[] = [];
    const server = createServerProcess({
      ...{ url: postgres.url, db, log: createLog('silent'), countFault: faults.count },
      raiseSystemAlert: async (kind) => void raised.push(kind),
    });
    onTestFinished(async () => {
      await server.stop();
      await db.destroy();
      await postgres.stop();
      // Lazily: its database has only just ended.
      execFileSync('umount', ['--lazy', folder]);
      rmdirSync(folder);
    });
    await migrate(db);
    await server.start();
    expect(await server.findFault()).toBeUndefined();
    const filler = join(folder, 'filler');
    fill(filler);
    await until(async () => (await server.findFault()) === 'server/disk-full' || undefined);
    expect(faults.read().get('server/disk-full')).toBeGreaterThan(0);
    rmSync(filler);
    await until(async () => (await server.findFault()) === undefined || undefined);
    expect(raised).toEqual(['server/could-not-store']);
  },
  120_000,
);
