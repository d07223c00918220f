import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Linux counts in hundredths of a second, whatever the machine. */
const TICK_MS = 10;

/**
 * Milliseconds of CPU that a process and the children it has buried have taken. On a busy machine the time a thing
 * takes says little; the work it is says the same.
 */
export async function readCpuMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const ticks = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 15)
    .map(Number);
  return ticks.reduce((sum, value) => sum + value, 0) * TICK_MS;
}

/** The same for a process with all its living children: PostgreSQL keeps one for each connection. */
export async function readFamilyCpuMs(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)('pgrep', ['-P', String(pid)]).catch(() => ({ stdout: '' }));
  const each = await Promise.all([pid, ...stdout.split('\n').filter(Boolean).map(Number)].map(readCpuMs));
  return each.reduce((sum, value) => sum + value, 0);
}
