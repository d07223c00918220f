// A process with a worker that is busy, made to be killed: `worker-owner.ts <released by> <marked when busy>`.
import { createLog } from '../../server/platform/log.ts';
import { createWorkers } from '../../server/platform/workers/workers.ts';
import type { Trick } from './worker-tricks.ts';

const [until = '', begun = ''] = process.argv.slice(2);
const reader = { name: 'tricks', module: new URL('./worker-tricks.ts', import.meta.url), function: 'playTrick' };
const limits = {
  processes: 1,
  heapMegabytes: 64,
  memoryMegabytes: 400,
  seconds: 60,
  waiting: 1,
  waitSeconds: 60,
  ofOnePerson: 1,
};
await createWorkers<Trick, unknown>(reader, limits, createLog('silent')).run({ trick: 'block', until, begun });
