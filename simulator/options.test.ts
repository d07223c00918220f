import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

test('defaults: port 3100, the server on 3000, two accounts', () => {
  const options = readOptions([], {});
  expect(options).toMatchObject({ port: 3100, host: '127.0.0.1' });
  expect(options.channels?.map((one) => one.webhookUrl)).toEqual([
    'http://127.0.0.1:3000/webhook/line',
    'http://127.0.0.1:3000/webhook/line-staff',
  ]);
});

test('the command line wins over the environment', () => {
  const env = { SIMULATOR_PORT: '4000', SIMULATOR_WEBHOOK_URL: 'http://a.example/w', LINE_CHANNEL_SECRET: 's' };
  const options = readOptions(['--port', '5000', '--staff-webhook', 'http://b.example/'], env);
  expect(options.port).toBe(5000);
  expect(options.channels).toMatchObject([
    { webhookUrl: 'http://a.example/w', channelSecret: 's' },
    { webhookUrl: 'http://b.example/' },
  ]);
});

test('an invalid port or address is refused by name', () => {
  expect(() => readOptions([], { SIMULATOR_PORT: 'many' })).toThrow('SIMULATOR_PORT');
  expect(() => readOptions(['--webhook', 'here'], {})).toThrow('"here"');
});
