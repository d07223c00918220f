import { expect, test } from 'vitest';
import { newRecoveryCodes, plainRecoveryCode } from './recovery-code.ts';

test('ten different codes, each accepted however it is typed', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) {
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
    const plain = plainRecoveryCode(code);
    expect(plain).toHaveLength(24);
    const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    expect(plainRecoveryCode(typed)).toBe(plain);
  }
});
