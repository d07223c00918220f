import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Linux counts in hundredths of a second, whatever the machine. */
export const TICK_MS = 10;

/**
 * Milliseconds of CPU that a process and the children it has buried have taken. On a busy machine the time a thing
 * takes says little; the work it is says the same.
 */
export async function readCpuMs(pid: number): Promise<number> {
  return readProcess(await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')).ms;
}

/** The most memory that a process has held, in MB. */
export async function readPeakMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
}

/** `ms` with that of the children it has buried. */
export type ProcessCpu = { pid: number; parent: number; ms: number };

/** `/proc/<pid>/stat`; the name in brackets may hold spaces and brackets. */
export function readProcess(text: string): ProcessCpu {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, 15).reduce((total, value) => total + Number(value), 0);
  return { pid: Number.parseInt(text, 10), parent: Number(fields[1]), ms: ticks * TICK_MS };
}

/** The same for a process with all its living children: PostgreSQL keeps one for each connection. */
export async function readFamilyCpuMs(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)('pgrep', ['-P', String(pid)]).catch(() => ({ stdout: '' }));
  const each = await Promise.all([pid, ...stdout.split('\n').filter(Boolean).map(Number)].map(readCpuMs));
  return each.reduce((sum, value) => sum + value, 0);
}
