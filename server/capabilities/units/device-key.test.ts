import { expect, test } from 'vitest';
import { createDeviceKeys } from './device-key.ts';

test('each person has one 256-bit key, the same on every server process; another person or secret gives another key', () => {
  const [keys, elsewhere, other] = ['k3'.repeat(20), 'k3'.repeat(20), 'n7'.repeat(20)].map(createDeviceKeys);
  const key = keys?.('person-1') ?? '';
  expect(Buffer.from(key, 'base64url')).toHaveLength(32);
  expect(elsewhere?.('person-1')).toBe(key);
  expect(keys?.('person-2')).not.toBe(key);
  expect(other?.('person-1')).not.toBe(key);
});
