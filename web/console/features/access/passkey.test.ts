import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { canUsePasskeys, passkeyFailure } from './passkey.ts';

beforeEach(() => vi.stubGlobal('PublicKeyCredential', { parseRequestOptionsFromJSON: () => ({}) }));
afterEach(() => vi.unstubAllGlobals());

test.each([
  ['ess.example', true],
  ['localhost', true],
  ['127.0.0.1', false],
  ['10.0.3.20', false],
  ['[::1]', false],
])('passkeys at %s: %s', (host, can) => {
  expect(canUsePasskeys(host)).toBe(can);
});

test('a browser without the JSON methods is not offered passkeys', () => {
  vi.stubGlobal('PublicKeyCredential', {});
  expect(canUsePasskeys('ess.example')).toBe(false);
});

test("the browser's own failures are distinguished from the server's", () => {
  expect(passkeyFailure(new DOMException('', 'InvalidStateError'))).toBe('known');
  expect(passkeyFailure(new DOMException('', 'NotAllowedError'))).toBe('not-done');
  expect(passkeyFailure(new Error('other'))).toBeNull();
});
