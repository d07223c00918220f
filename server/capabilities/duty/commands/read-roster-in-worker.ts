import { AppError } from '#platform/app-error';
import type { Log } from '#platform/log';
import { createWorkers, type WorkerLimits } from '#platform/workers/workers';
import type { RosterReader } from '../context.ts';
import type { RosterSource } from '../read-roster.ts';
import type { RosterTable } from '../roster-file.ts';

/** A large month takes a tenth of a second and 60 MB; each waiting request occupies a database connection of users. */
const ROSTER_LIMITS: WorkerLimits = {
  processes: 1,
  heapMegabytes: 192,
  memoryMegabytes: 512,
  seconds: 10,
  waiting: 3,
  waitSeconds: 20,
  ofOnePerson: 2,
};
const CODES: Record<string, string> = {
  'file/too-heavy': 'duty/file-too-large',
  'file/unreadable': 'duty/file-unreadable',
};

/** Reads rosters in a separate process: a few kilobytes can be crafted to unpack to gigabytes. */
export function createRosterReader(
  log: Log,
  limits: WorkerLimits = ROSTER_LIMITS,
): RosterReader & { stop(): Promise<void> } {
  const reader = { name: 'roster', module: new URL('../read-roster.ts', import.meta.url), function: 'readRoster' };
  const workers = createWorkers<RosterSource, RosterTable>(reader, limits, log);
  return {
    async readRoster(source, of) {
      try {
        return await workers.run(source, of);
      } catch (error) {
        const code = error instanceof AppError ? CODES[error.code] : undefined;
        throw code === undefined ? error : new AppError(code, { cause: error });
      }
    },
    stop: workers.stop,
  };
}
