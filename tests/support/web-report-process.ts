// A server of its own on a given database, made to be killed. `before-answer`: it kills itself when a report has been committed
// and its answer is about to leave.
import { flushCompileCache } from 'node:module';
import { createApp } from '../../server/app.ts';
import { createLog } from '../../server/platform/log.ts';
import { testConfig } from './test-config.ts';

const [databaseUrl = '', dataDir = '', dies = ''] = process.argv.slice(2);
const clock = { now: () => new Date(), elapsed: () => performance.now() };
const app = await createApp(testConfig({ databaseUrl, dataDir }), { clock, log: createLog('silent') });
if (dies === 'before-answer') {
  app.fastify.addHook('onSend', async (request) => {
    if (request.method === 'POST' && request.url === '/api/v1/reports') process.kill(process.pid, 'SIGKILL');
  });
}
await app.start();
const url = await app.fastify.listen({ host: '127.0.0.1', port: 0 });
// It will be killed, and writes nothing then.
flushCompileCache();
process.send?.(url);
