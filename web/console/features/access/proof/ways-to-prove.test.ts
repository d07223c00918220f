import { expect, test } from 'vitest';
import { waysToProve } from './ways-to-prove.ts';

const PASSKEY = { id: 'p', name: 'โทรศัพท์', createdAt: '2026-11-21T00:00:00Z', lastUsedAt: null };

test.each([
  [{ passkeys: [PASSKEY], totp: true, hasPassword: true }, true, ['passkey', 'totp', 'password']],
  [{ passkeys: [PASSKEY], totp: false, hasPassword: true }, false, ['password']],
  [{ passkeys: [], totp: true, hasPassword: false }, true, ['totp']],
  [{ passkeys: [], totp: false, hasPassword: false }, true, []],
])('%o on a device with passkeys: %s', (protection, hasPasskeys, ways) => {
  expect(waysToProve(protection, hasPasskeys)).toEqual(ways);
});
