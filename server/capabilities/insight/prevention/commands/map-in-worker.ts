import type { Log } from '#platform/log';
import { createWorkers, type WorkerLimits } from '#platform/workers/workers';
import type { ProvinceJob, ProvinceResult } from '../map-province.ts';

/** A province of thousands of incidents takes some seconds; one that never ends holds one connection of the service. */
const MAP_LIMITS: WorkerLimits = {
  ...{ processes: 1, heapMegabytes: 512, memoryMegabytes: 1024, seconds: 50 },
  ...{ waiting: 2, waitSeconds: 5, ofOnePerson: 2 },
};

/** Computes in a process of its own, below everything else of this machine: the event loop goes on meanwhile. */
export function createMapper(log: Log): {
  mapProvince(job: ProvinceJob): Promise<ProvinceResult>;
  stop(): Promise<void>;
} {
  const mapper = {
    ...{ name: 'province-map', module: new URL('../map-province.ts', import.meta.url), function: 'mapProvince' },
  };
  const workers = createWorkers<ProvinceJob, ProvinceResult>(mapper, MAP_LIMITS, log);
  return { mapProvince: (job) => workers.run(job), stop: workers.stop };
}
