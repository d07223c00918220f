import { AppError } from '../app-error.ts';
import type { Log } from '../log.ts';
import { createWorkers, type WorkerLimits } from '../workers/workers.ts';
import type { FilesJob, TemplateJob } from './set-template.ts';

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
/** Sets each sheet as a file of its own, as `SetTemplate` does. */
export type SetSheets = (job: TemplateJob, of: string) => Promise<Uint8Array[]>;
type TemplateSetter = { setTemplate: SetTemplate; setSheets: SetSheets; stop(): Promise<void> };

/** As `createPageSetter`, for sheets that look like nothing else: certificates, posters. */
export function createTemplateSetter(log: Log): TemplateSetter {
  const reader = {
    name: 'sheets',
    module: new URL('./set-template.ts', import.meta.url),
    function: 'setFiles',
  };
  const workers = createWorkers<FilesJob, Uint8Array[]>(reader, LIMITS, log);
  const run = async (job: FilesJob, of: string): Promise<Uint8Array[]> => {
    try {
      return await workers.run(job, of);
    } catch (error) {
      const isFault = error instanceof AppError && error.code.startsWith('file/');
      throw isFault ? new Error('a sheet could not be set', { cause: error }) : error;
    }
  };
  return {
    async setTemplate(job, of) {
      const [file] = await run(job, of);
      if (!file) throw new Error('nothing was set');
      return file;
    },
    setSheets: (job, of) => run({ ...job, each: true }, of),
    stop: workers.stop,
  };
}
