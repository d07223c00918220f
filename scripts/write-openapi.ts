// Writes docs/api/openapi.json: the whole API as the server itself describes it. Run it after changing a route:
// node scripts/write-openapi.ts
import { mkdir, writeFile } from 'node:fs/promises';
import { createApp } from '../server/app.ts';
import { readConfig } from '../server/config.ts';
import { systemClock } from '../server/platform/clock.ts';
import { createLog } from '../server/platform/log.ts';
import { inThrowawayFolder } from './make-throwaway-folder.ts';

await inThrowawayFolder(async (dataDir) => {
  const nothing = 'not-used-while-nothing-is-listened-to';
  const env = {
    DATA_DIR: dataDir,
    AUTH_SECRET: nothing,
    LINE_CHANNEL_SECRET: nothing,
    LINE_CHANNEL_ACCESS_TOKEN: nothing,
  };
  const app = await createApp(readConfig(env, 'demonstration'), { clock: systemClock, log: createLog('silent') });
  await app.fastify.ready();
  await mkdir('docs/api', { recursive: true });
  await writeFile('docs/api/openapi.json', `${JSON.stringify(app.fastify.swagger(), null, 2)}\n`);
  await app.stop();
});
