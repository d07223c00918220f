import { readdirSync, readFileSync } from 'node:fs';

/** Processes of ours that read files, by a part of their module's name; Linux. */
export function listWorkers(module: string): number[] {
  return childrenOf(process.pid).filter((pid) => {
    const command = read(`/proc/${pid}/cmdline`);
    return command.includes('worker-process.ts') && command.includes(module);
  });
}

/** Whether it still does anything: one that ended and whose parent has not yet been notified does not. */
export function isRunning(pid: number): boolean {
  return /^State:\s+[^ZX]/m.test(read(`/proc/${pid}/status`));
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && new RegExp(`^PPid:\\s+${parent}$`, 'm').test(read(`/proc/${pid}/status`)));
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
