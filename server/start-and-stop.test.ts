import { expect, test } from 'vitest';
import { createStartAndStop } from './start-and-stop.ts';

/** Parts of an application that note when they are started and stopped. */
function anApplication({ failing }: { failing?: string } = {}) {
  const steps: string[] = [];
  const step = (name: string) => async () => {
    steps.push(name);
    if (name === failing) throw new Error(name);
  };
  const part = (name: string) => ({ start: step(`start ${name}`), stop: step(`stop ${name}`) });
  const application = createStartAndStop({
    services: { serverProcess: part('process'), notifier: part('notifier') },
    databases: { supervise: () => void steps.push('supervise'), close: step('close databases') },
    fastify: { close: step('close http') },
    live: part('live'),
    clockWatch: { agree: step('agree on the clock') },
    ticker: part('ticker'),
    line: part('line'),
    parts: [part('one'), {}, part('other')],
    giveUp: () => {},
  } as unknown as Parameters<typeof createStartAndStop>[0]);
  return { steps, ...application };
}

test('leases are freed and the clock is right before anything looks for work', async () => {
  const { steps, start } = anApplication();
  await start();
  expect(steps).toEqual([
    ...['supervise', 'start process', 'start live', 'start notifier', 'agree on the clock'],
    ...['start line', 'start one', 'start other', 'start ticker'],
  ]);
});

test('nothing stops before what still needs it: first what brings work, last the databases, also behind a failure', async () => {
  const order = [
    ...['close http', 'stop ticker', 'stop one', 'stop other', 'stop line'],
    ...['stop process', 'stop notifier', 'close databases'],
  ];
  const { steps, stop } = anApplication();
  await stop();
  expect(steps).toEqual(order);
  const broken = anApplication({ failing: 'stop ticker' });
  await expect(broken.stop()).rejects.toThrow('stop ticker');
  expect(broken.steps).toEqual(order);
});
