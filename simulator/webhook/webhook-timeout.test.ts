import { expect, test } from 'vitest';
import { setUpPlatform } from '../test-platform.ts';

const platform = setUpPlatform({}, { webhookTimeoutMilliseconds: 100 });

test('a bot that answers too late has failed, though it has the event; a redelivery brings it again', async () => {
  const { simulator, bot, clock } = platform;
  simulator.faults.set({ redelivery: true });
  bot.answerAfter(60_000);
  const { delivery } = await simulator.phone('Nok').sendText('slow');
  expect(delivery).toMatchObject({ outcome: 'request_timeout', statusCode: 0 });
  clock.advance(1000);
  await simulator.webhooks.idle();
  expect(simulator.webhooks.deliveries.map((one) => one.isRedelivery)).toEqual([false, true]);
});
