import { afterAll } from 'vitest';
import { type App, createApp } from '../../server/app.ts';
import { createLog } from '../../server/platform/log.ts';
import type { TestSystem } from './test-system.ts';

/** Another server on the same database, as a second process would be: they know of each other by the tables only. */
export async function openSecondServer(system: TestSystem): Promise<{ app: App; url: string }> {
  const app = await createApp(system.config, { clock: system.clock, log: createLog('silent') });
  await app.start();
  const url = await app.fastify.listen({ host: '127.0.0.1', port: 0 });
  afterAll(() => app.stop());
  return { app, url };
}
