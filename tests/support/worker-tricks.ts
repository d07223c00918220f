// What a file made to harm can do to the process that reads it; run by server/platform/workers/workers.test.ts.
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { AppError } from '../../server/platform/app-error.ts';

export type Trick =
  | { trick: 'echo'; value: unknown }
  /** Busy until the file exists: no message and no signal is handled meanwhile. */
  | { trick: 'block'; until: string; begun: string }
  | { trick: 'fill-heap' | 'fill-memory' | 'loop' | 'throw' | 'deep' }
  | { trick: 'refuse' }
  | { trick: 'die'; always: boolean; mark: string }
  | { trick: 'look-around' };

export function playTrick(job: Trick): unknown {
  switch (job.trick) {
    case 'echo':
      return job.value;
    case 'block':
      // A link, because it may not write a byte into a file.
      symlinkSync(String(process.pid), `${job.begun}.pid`);
      writeFileSync(job.begun, '');
      while (!existsSync(job.until));
      return 'released';
    case 'fill-heap': {
      const kept: unknown[] = [];
      for (;;) kept.push({ of: new Array(1000).fill(kept.length) });
    }
    case 'fill-memory': {
      const kept: Buffer[] = [];
      for (let megabytes = 0; megabytes < 4000; megabytes += 16) kept.push(Buffer.alloc(16 * 1024 * 1024, 1));
      return kept.length;
    }
    case 'loop':
      for (;;);
    case 'throw':
      throw new TypeError('the text of the file: นางสมมติ');
    case 'deep': {
      let nested: unknown[] = [];
      for (let depth = 0; depth < 1_000_000; depth++) nested = [nested];
      return nested;
    }
    case 'refuse':
      throw new AppError('duty/quote-open', { params: { line: 7 } });
    case 'die':
      if (!job.always && existsSync(job.mark)) return 'alive';
      writeFileSync(job.mark, '');
      process.kill(process.pid, 'SIGKILL');
      return undefined;
    case 'look-around':
      return {
        env: { ...process.env },
        limits: readFileSync('/proc/self/limits', 'utf8'),
        priority: getPriority(),
        goesFirst: readFileSync('/proc/self/oom_score_adj', 'utf8').trim(),
      };
  }
}
