import { expect, test } from 'vitest';
import { createLog } from '#platform/log';
import type { AlertingContext } from '../context.ts';
import { createDeliveries } from '../deliveries.ts';
import { createDeliverer } from './run-deliveries.ts';

test('an alert that can not be expanded does not keep the notifications of others from being delivered', async () => {
  let claims = 0;
  const db = {
    connection() {
      throw new Error('this alert can not be expanded');
    },
    getExecutor() {
      claims += 1;
      throw new Error('the first statement of a delivery');
    },
  };
  const context = { db, clock: { now: () => new Date() }, processId: () => null, log: createLog('silent') };
  const deliverer = createDeliverer(context as unknown as AlertingContext);
  deliverer.deliverDue();
  await expect.poll(() => claims).toBe(1);
});

test('a process that delivers nothing any more writes what it still writes without a lease: others deliver it', async () => {
  const deliveries = createDeliveries({ processId: () => 1 });
  const now = new Date();
  expect(deliveries.lease(now)).toBeUndefined();
  const deliverer = createDeliverer({ deliveries, log: createLog('silent') } as unknown as AlertingContext);
  expect(deliveries.lease(now)).toMatchObject({ processId: 1 });
  await deliverer.stop();
  expect(deliveries.lease(now)).toBeUndefined();
});
