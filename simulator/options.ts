import { parseArgs } from 'node:util';
import type { SimulatorOptions } from './simulator.ts';

/**
 * Reads the command line and the environment (the command line wins):
 * --port / SIMULATOR_PORT (3100), --host / HOST (127.0.0.1), --webhook / SIMULATOR_WEBHOOK_URL,
 * --staff-webhook / SIMULATOR_STAFF_WEBHOOK_URL, and the two accounts' secrets and tokens by the names the server has.
 */
export function readOptions(args: string[], env: Record<string, string | undefined>): SimulatorOptions {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      webhook: { type: 'string' },
      'staff-webhook': { type: 'string' },
    },
  });
  const port = Number(values.port ?? env.SIMULATOR_PORT ?? 3100);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`SIMULATOR_PORT must be a port from 0 to 65535, not "${values.port ?? env.SIMULATOR_PORT}"`);
  const webhookUrl = values.webhook ?? env.SIMULATOR_WEBHOOK_URL ?? 'http://127.0.0.1:3000/webhook/line';
  const staffUrl = values['staff-webhook'] ?? env.SIMULATOR_STAFF_WEBHOOK_URL ?? `${webhookUrl}-staff`;
  for (const url of [webhookUrl, staffUrl]) if (!URL.canParse(url)) throw new Error(`Not a webhook address: "${url}"`);
  return {
    port,
    host: values.host ?? env.HOST ?? '127.0.0.1',
    channels: [
      {
        key: 'public',
        displayName: 'ESS Help Me',
        webhookUrl,
        channelSecret: env.LINE_CHANNEL_SECRET ?? 'simulator-secret-public',
        channelAccessToken: env.LINE_CHANNEL_ACCESS_TOKEN ?? 'simulator-token-public',
      },
      {
        key: 'staff',
        displayName: 'ESS เจ้าหน้าที่',
        webhookUrl: staffUrl,
        channelSecret: env.LINE_STAFF_CHANNEL_SECRET ?? 'simulator-secret-staff',
        channelAccessToken: env.LINE_STAFF_CHANNEL_ACCESS_TOKEN ?? 'simulator-token-staff',
        canJoinGroups: true,
      },
    ],
    ...(env.LINE_LOGIN_CHANNEL_ID && {
      loginChannel: {
        id: env.LINE_LOGIN_CHANNEL_ID,
        secret: env.LINE_LOGIN_CHANNEL_SECRET ?? 'simulator-login-secret',
      },
    }),
  };
}
