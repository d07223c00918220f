import { AppError } from '#platform/app-error';
import type { Log } from '#platform/log';
import { createWorkers, type WorkerLimits } from '#platform/workers/workers';
import type { ProtectedSet, SetToProtect } from '../protect-set.ts';

/** A set is proposed a few times a month; a year of the whole country takes some seconds. */
const LIMITS: WorkerLimits = {
  ...{ processes: 1, heapMegabytes: 256, memoryMegabytes: 512, seconds: 40 },
  ...{ waiting: 2, waitSeconds: 15, ofOnePerson: 2 },
};

/** @param of who asks @throws AppError `insight/cannot-protect`, `server/overloaded`, `request/too-many` */
export type ProtectSet = (set: SetToProtect, of: string) => Promise<ProtectedSet>;

/** Hides what must not be known, in a process of its own. */
export function createSetProtector(log: Log): { protect: ProtectSet; stop(): Promise<void> } {
  const reader = {
    name: 'public-tables',
    module: new URL('../protect-set.ts', import.meta.url),
    function: 'protectSet',
  };
  const workers = createWorkers<SetToProtect, ProtectedSet | 'cannot-protect'>(reader, LIMITS, log);
  return {
    async protect(set, of) {
      const found = await workers.run(set, of);
      if (found === 'cannot-protect') throw new AppError('insight/cannot-protect');
      return found;
    },
    stop: workers.stop,
  };
}
