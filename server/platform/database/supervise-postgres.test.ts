import { expect, onTestFinished, test } from 'vitest';
import { AppError } from '../app-error.ts';
import { createLog } from '../log.ts';
import { type Limits, supervise } from './supervise-postgres.ts';

const QUICK: Partial<Limits> = { checkEvery: 1, firstWait: 1, longestWait: 4 };

/** A PostgreSQL that is what the test says, and what its supervisor did. */
function watchOver(limits: Partial<Limits> = {}) {
  const postgres = { isRunning: true as boolean | Error, start: async (): Promise<'started' | 'found'> => 'started' };
  const happened: string[] = [];
  const supervision = supervise(
    {
      isRunning: async () => {
        if (postgres.isRunning instanceof Error) throw postgres.isRunning;
        return postgres.isRunning;
      },
      async startAgain() {
        const how = await postgres.start();
        postgres.isRunning = true;
        happened.push(how);
        return how;
      },
      folder: '/data/postgres',
    },
    {
      log: createLog('silent'),
      onRestart: async ({ deaths }) => void happened.push(`restart ${deaths}`),
      onWell: async () => void happened.push('well'),
      onGiveUp: ({ code, message }) => void happened.push(`${code}: ${message}`),
    },
    { ...QUICK, ...limits },
  );
  onTestFinished(() => supervision.stop());
  const dies = async () => {
    const before = happened.length;
    postgres.isRunning = false;
    await expect.poll(() => happened.length).toBeGreaterThan(before);
  };
  return { postgres, happened, supervision, dies };
}

test('one that dies is started again, and said; dying again counts up', async () => {
  const { happened, dies } = watchOver();
  await dies();
  await dies();
  expect(happened).toEqual(['started', 'restart 1', 'started', 'restart 2']);
});

test('one that can not be checked has not died, and is checked again', async () => {
  const { postgres, happened, dies } = watchOver();
  postgres.isRunning = new Error('no file handle left');
  await new Promise((later) => setTimeout(later, 20));
  expect(happened).toEqual([]);
  await dies();
  expect(happened).toEqual(['started', 'restart 1']);
});

test('where another process was quicker, that one says it', async () => {
  const { postgres, happened, dies } = watchOver();
  postgres.start = async () => 'found';
  await dies();
  expect(happened).toEqual(['found']);
});

test('after a while without dying it is well again, once, also when the deaths were before this process began', async () => {
  const { happened } = watchOver({ window: 20 });
  await expect.poll(() => happened).toContain('well');
  await new Promise((later) => setTimeout(later, 60));
  expect(happened).toEqual(['well']);
});

test('one that dies too often is given up, and the message says where to look', async () => {
  const { happened, dies } = watchOver({ mostDeaths: 2 });
  await dies();
  await dies();
  await dies();
  expect(happened.at(-1)).toMatch(/^database\/embedded-gave-up: .* died 3 times within 10 minutes; .*server\.log/);
  await new Promise((later) => setTimeout(later, 20));
  expect(happened.filter((what) => what === 'started')).toHaveLength(2);
});

test("one that can't be started is tried again for a while, then given up with its own output", async () => {
  const { postgres, happened, dies } = watchOver({ giveUpAfter: 200 });
  let tries = 0;
  postgres.start = async () => {
    tries += 1;
    throw new AppError('database/embedded-failed', { message: 'could not bind' });
  };
  await dies();
  expect(happened).toEqual(['database/embedded-gave-up: could not bind']);
  expect(tries).toBeGreaterThan(1);
});

test('one that came back at another port can not be used: given up at once', async () => {
  const { postgres, happened, dies } = watchOver();
  postgres.start = () => Promise.reject(new AppError('database/embedded-moved', { message: 'moved' }));
  await dies();
  expect(happened).toEqual(['database/embedded-gave-up: moved']);
});

test('stopped is not dead, also in the middle of a wait', async () => {
  const { postgres, happened, supervision } = watchOver();
  await supervision.stop();
  postgres.isRunning = false;
  await new Promise((later) => setTimeout(later, 20));
  expect(happened).toEqual([]);

  const waiting = watchOver({ firstWait: 60_000, longestWait: 60_000 });
  waiting.postgres.start = () => Promise.reject(new Error('not yet'));
  waiting.postgres.isRunning = false;
  await new Promise((later) => setTimeout(later, 20));
  await waiting.supervision.stop();
  expect(waiting.happened).toEqual([]);
});
