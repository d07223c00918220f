import { AppError } from '#platform/app-error';
import type { Log } from '#platform/log';
import { createWorkers, type WorkerLimits } from '#platform/workers/workers';
import type { AgencyFile, BoundaryFile, ImportFile } from '../read-import-file.ts';

/**
 * The official boundaries of the country in full detail (100 MB) take about 2 GB and a minute. A file that takes more ends
 * the separate process and is refused.
 */
export const IMPORT_LIMITS: WorkerLimits = {
  processes: 1,
  heapMegabytes: 4096,
  memoryMegabytes: 5120,
  seconds: 600,
  waiting: 1,
  waitSeconds: 600,
  ofOnePerson: 1,
};

export type ImportFileReader = {
  readAgencies(file: ImportFile): Promise<AgencyFile>;
  readBoundaries(file: ImportFile): Promise<BoundaryFile>;
  stop(): Promise<void>;
};

/** Parses an operator's files in a separate process, so that a harmful one is refused like any other. */
export function createImportFileReader(log: Log, limits: WorkerLimits = IMPORT_LIMITS): ImportFileReader {
  const module = new URL('../read-import-file.ts', import.meta.url);
  const reader = (name: string) => ({ name: 'import-file', module, function: name });
  const agencies = createWorkers<ImportFile, AgencyFile>(reader('readAgencyFile'), limits, log);
  const boundaries = createWorkers<ImportFile, BoundaryFile>(reader('readBoundaryFile'), limits, log);
  return {
    readAgencies: (file) => orRefuse(agencies.run(file), { patches: [] }),
    readBoundaries: (file) => orRefuse(boundaries.run(file), { boundaries: [] }),
    async stop() {
      await Promise.all([agencies.stop(), boundaries.stop()]);
    },
  };
}

async function orRefuse<Found>(reading: Promise<Found>, nothing: Omit<Found, 'problems' | 'notes'>): Promise<Found> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof AppError) || !error.code.startsWith('file/')) throw error;
    const problems = [{ place: 'line', line: 1, code: 'too-heavy', params: {} }];
    return { ...nothing, problems, notes: [] } as Found;
  }
}
