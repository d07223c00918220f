import { afterEach, beforeEach } from 'vitest';
import type { NewChannel } from './channel.ts';
import { createManualClock } from './clock.ts';
import { createSimulator, type Simulator, type SimulatorOptions } from './simulator.ts';
import { createApiClient, startTestBot, type TestBot } from './test-bot.ts';

export const push = '/v2/bot/message/push';
export const reply = '/v2/bot/message/reply';
export const text = (content: string) => ({ type: 'text' as const, text: content });
export const token = (key: string) => ({ authorization: `Bearer simulator-token-${key}` });

/** For each test a fresh simulator on a clock that stands still, and a bot that listens to its public account. */
export function setUpPlatform(more: Partial<NewChannel> = {}, options: SimulatorOptions = {}) {
  const clock = createManualClock();
  let simulator: Simulator;
  let bot: TestBot;
  beforeEach(async () => {
    bot = await startTestBot('secret');
    simulator = createSimulator({
      channels: [
        { key: 'public', channelSecret: 'secret', webhookUrl: bot.url, ...more },
        { key: 'staff', channelSecret: 'secret', webhookUrl: bot.url, displayName: 'ESS staff' },
      ],
      clock,
      // Not LINE's 2 s: a test on a busy machine asks what happens, not how fast.
      webhookTimeoutMilliseconds: 20_000,
      redeliverySchedule: [1000, 60_000],
      ...options,
    });
    await simulator.start();
  });
  afterEach(async () => {
    await simulator.stop();
    await bot.close();
  });
  return {
    clock,
    call: createApiClient(() => simulator.url),
    get simulator() {
      return simulator;
    },
    get bot() {
      return bot;
    },
  };
}
