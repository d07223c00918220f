import { expect, test } from 'vitest';
import { anOutgoingMessage, createLineStage, until } from '#support/line-stage';
import { createTestDatabase } from '#support/test-database';

const database = await createTestDatabase();

test('what a person writes reaches intake, and the answer reaches the phone as a free reply', async () => {
  const stage = await createLineStage(database);
  const nok = stage.simulator.phone('Nok');
  await nok.sendText('ช่วยด้วย 🆘');
  await until(() => stage.received.length === 1);
  expect(stage.received[0]).toMatchObject({
    channel: 'line',
    address: nok.userId,
    input: { kind: 'text', text: 'ช่วยด้วย 🆘' },
  });

  await stage.enqueue(anOutgoingMessage(nok.userId, 'เลือกประเภทเหตุ', { about: { kind: 'chat-message', id: '1' } }));
  await nok.waitForMessage('เลือกประเภทเหตุ');
  await until(() => stage.delivered.length === 1);
  expect(stage.delivered).toEqual([{ about: { kind: 'chat-message', id: '1' }, outcome: 'sent' }]);
  expect(stage.sends()).toMatchObject([
    { operation: 'reply', verdict: 'accepted', body: { notificationDisabled: false } },
  ]);
});
