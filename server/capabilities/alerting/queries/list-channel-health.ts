import type { ChannelHealth } from '#contract/alerting';
import type { Connection } from '#platform/database/database';
import { judgeHealth } from '../channel-health.ts';
import type { AlertingContext } from '../context.ts';
import { listChannelResults } from '../store-deliveries.ts';

/** Older results say nothing about the current health. */
const HEALTH_PERIOD_MS = 24 * 3600_000;

/** The current health of each channel. Needs the service role. */
export async function listChannelHealth(
  { clock, channels }: Pick<AlertingContext, 'clock' | 'channels'>,
  connection: Connection,
): Promise<ChannelHealth[]> {
  const results = await listChannelResults(connection, new Date(clock.now().getTime() - HEALTH_PERIOD_MS));
  const isSetUp = {
    'web-push': channels.push !== undefined,
    line: channels.line !== undefined,
    'line-group': channels.line !== undefined,
    gateway: true,
  };
  return (['web-push', 'line', 'line-group', 'gateway'] as const).map((channel) =>
    judgeHealth(
      channel,
      isSetUp[channel],
      results.find((one) => one.channel === channel),
    ),
  );
}
