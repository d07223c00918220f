import { AppError } from '../app-error.ts';
import type { Log } from '../log.ts';
import { createWorkers, type WorkerLimits } from '../workers/workers.ts';
import type { TemplateJob } from './set-template.ts';

/** A sheet takes hundredths of a second, a hundred of them some seconds. */
const LIMITS: WorkerLimits = {
  processes: 1,
  heapMegabytes: 256,
  memoryMegabytes: 768,
  seconds: 30,
  waiting: 8,
  waitSeconds: 25,
  ofOnePerson: 2,
};

/** Sets sheets by a template. @param of who prints, for the limit of one person @throws AppError `server/overloaded`, `request/too-many` */
export type SetTemplate = (job: TemplateJob, of: string) => Promise<Uint8Array>;

/** As `createPageSetter`, for sheets that look like nothing else: certificates, posters. */
export function createTemplateSetter(log: Log): { setTemplate: SetTemplate; stop(): Promise<void> } {
  const reader = {
    name: 'sheets',
    module: new URL('./set-template.ts', import.meta.url),
    function: 'setTemplate',
  };
  const workers = createWorkers<TemplateJob, Uint8Array>(reader, LIMITS, log);
  return {
    async setTemplate(job, of) {
      try {
        return await workers.run(job, of);
      } catch (error) {
        const isFault = error instanceof AppError && error.code.startsWith('file/');
        throw isFault ? new Error('a sheet could not be set', { cause: error }) : error;
      }
    },
    stop: workers.stop,
  };
}
