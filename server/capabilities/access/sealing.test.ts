import { expect, test } from 'vitest';
import { keyFor, seal, unseal } from './sealing.ts';

test('a sealed value opens only with the same secret, purpose and row', () => {
  const key = keyFor('k3'.repeat(20), 'totp');
  const sealed = seal(key, Buffer.from('ข้อมูลลับ'), 'person-1');
  expect(unseal(key, sealed, 'person-1').toString()).toBe('ข้อมูลลับ');
  expect(seal(key, Buffer.from('ข้อมูลลับ'), 'person-1')).not.toBe(sealed);
  expect(() => unseal(key, sealed, 'person-2')).toThrow();
  expect(() => unseal(keyFor('k3'.repeat(20), 'line'), sealed, 'person-1')).toThrow();
  expect(() => unseal(keyFor('n7'.repeat(20), 'totp'), sealed, 'person-1')).toThrow();
  const changed = Buffer.from(sealed, 'base64url');
  changed.writeUInt8(changed.readUInt8(14) ^ 1, 14);
  expect(() => unseal(key, changed.toString('base64url'), 'person-1')).toThrow();
});
