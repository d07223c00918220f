import { expect, test } from 'vitest';
import { proofMethodsOf } from './proof-methods.ts';

const PASSKEY = { id: 'p', name: 'โทรศัพท์', createdAt: '2026-11-21T00:00:00Z', lastUsedAt: null };

test.each([
  [
    { passkeys: [PASSKEY], totp: true, recoveryCodes: 3, hasPassword: true },
    true,
    ['passkey', 'totp', 'recovery-code'],
  ],
  [{ passkeys: [PASSKEY], totp: false, recoveryCodes: 0, hasPassword: true }, true, ['passkey']],
  [{ passkeys: [PASSKEY], totp: false, recoveryCodes: 3, hasPassword: true }, false, ['recovery-code']],
  [{ passkeys: [PASSKEY], totp: false, recoveryCodes: 0, hasPassword: true }, false, []],
  [{ passkeys: [], totp: true, recoveryCodes: 0, hasPassword: false }, true, ['totp']],
  [{ passkeys: [], totp: false, recoveryCodes: 0, hasPassword: true }, true, ['password']],
  [{ passkeys: [], totp: false, recoveryCodes: 0, hasPassword: false }, true, []],
])('%o on a device with passkeys: %s', (protection, hasPasskeys, methods) => {
  expect(proofMethodsOf(protection, hasPasskeys)).toEqual(methods);
});
