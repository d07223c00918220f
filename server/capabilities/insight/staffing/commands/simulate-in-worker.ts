import type { SimulationResult } from '#contract/staffing';
import type { Log } from '#platform/log';
import { createWorkers, type WorkerLimits } from '#platform/workers/workers';
import type { SimulationJob } from '../answer-question.ts';

/** A province of forty stations takes some seconds and less than 100 MB; a search that never ends holds one connection of the service. */
const SIMULATION_LIMITS: WorkerLimits = {
  processes: 1,
  heapMegabytes: 256,
  memoryMegabytes: 512,
  seconds: 50,
  waiting: 2,
  waitSeconds: 5,
  ofOnePerson: 2,
};

/** Simulates in a process of its own, one after the other: a province takes a core for seconds, and reports come first. */
export function createSimulator(
  log: Log,
  limits: WorkerLimits = SIMULATION_LIMITS,
): { simulate(job: SimulationJob): Promise<SimulationResult>; stop(): Promise<void> } {
  const answerer = {
    ...{ name: 'simulation', module: new URL('../answer-question.ts', import.meta.url), function: 'answerQuestion' },
  };
  const workers = createWorkers<SimulationJob, SimulationResult>(answerer, limits, log);
  return { simulate: (job) => workers.run(job), stop: workers.stop };
}
