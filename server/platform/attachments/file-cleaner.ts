import { createHash } from 'node:crypto';
import { AppError } from '../app-error.ts';
import type { Log } from '../log.ts';
import { createWorkers, type WorkerLimits } from '../workers/workers.ts';
import type { CleanFile, PreparedFile, SentFile } from './prepared-file.ts';

/**
 * One at a time: a picture of a phone takes about a second, and the other core is for reports. What waits holds its
 * bytes here, 8 MB a patrol's picture and 20 MB a file from LINE.
 */
const PICTURE_LIMITS: WorkerLimits = {
  processes: 1,
  heapMegabytes: 192,
  memoryMegabytes: 768,
  seconds: 30,
  waiting: 24,
  waitSeconds: 25,
  ofOnePerson: 4,
};

export type FileCleaner = { clean: CleanFile; stop(): Promise<void> };

/** Opens pictures, films and sound in a process of their own. */
export function createFileCleaner(log: Log, limits: WorkerLimits = PICTURE_LIMITS): FileCleaner {
  const reader = { name: 'clean-file', module: new URL('./clean-file.ts', import.meta.url), function: 'prepareFile' };
  const workers = createWorkers<SentFile, PreparedFile>(reader, limits, log);
  return {
    async clean(original, of, burnt) {
      try {
        return await workers.run({ file: original, ...(burnt !== undefined && { burnt }) }, of);
      } catch (error) {
        // A fact about the file, stored like any other; that it took too long, or that we are busy, is not.
        if (!(error instanceof AppError) || error.code !== 'file/unreadable') throw error;
        const originalSha256 = createHash('sha256').update(original).digest('hex');
        return { clean: { refusal: 'unreadable' }, originalSha256, originalBytes: original.length };
      }
    },
    stop: workers.stop,
  };
}
