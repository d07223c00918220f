import { AppError } from '../app-error.ts';
import type { Log } from '../log.ts';
import { createWorkers, type WorkerLimits } from '../workers/workers.ts';
import type { Pages } from './set-pages.ts';

/** Some pages take hundredths of a second; each waiting request occupies a database connection of users. */
const PAGE_LIMITS: WorkerLimits = {
  processes: 1,
  heapMegabytes: 128,
  memoryMegabytes: 512,
  seconds: 10,
  waiting: 8,
  waitSeconds: 20,
  ofOnePerson: 2,
};

/** Sets pages as a PDF. @param of who prints, for the limit of one person @throws AppError `server/overloaded`, `request/too-many` */
export type SetPages = (pages: Pages, of: string) => Promise<Uint8Array>;

/**
 * Pages are set in a process of their own: a library in machine code neither stops the server while it works nor takes
 * it along, and what it remembers of a page ends with it.
 */
export function createPageSetter(log: Log): { setPages: SetPages; stop(): Promise<void> } {
  const reader = { name: 'pages', module: new URL('./set-pages.ts', import.meta.url), function: 'setPages' };
  const workers = createWorkers<Pages, Uint8Array>(reader, PAGE_LIMITS, log);
  return {
    async setPages(pages, of) {
      try {
        return await workers.run(pages, of);
      } catch (error) {
        // The text is ours: it can neither be unreadable nor too heavy for any reason that the reader could mend.
        const isFault = error instanceof AppError && error.code.startsWith('file/');
        throw isFault ? new Error('pages could not be set', { cause: error }) : error;
      }
    },
    stop: workers.stop,
  };
}
