import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './password.ts';

test('a password is used unchanged: every letter, case and space counts, at any length', async () => {
  const long = `ก${'x'.repeat(126)}y`;
  const [plain, longest] = await Promise.all([hashPassword(' ประตู สีฟ้า Big '), hashPassword(long)]);
  expect(await verifyPassword(plain, ' ประตู สีฟ้า Big ')).toBe(true);
  for (const other of ['ประตู สีฟ้า Big', ' ประตู สีฟ้า big ', ' ประตู  สีฟ้า Big ']) {
    expect(await verifyPassword(plain, other), other).toBe(false);
  }
  expect(await verifyPassword(longest, long)).toBe(true);
  expect(await verifyPassword(longest, `${long.slice(0, -1)}z`)).toBe(false);
});

test('the same Thai word typed on two keyboards is the same password', async () => {
  // SARA AM as one code point, and as its two parts.
  expect(await verifyPassword(await hashPassword('น้ำตกใหญ่ข้างบ้าน'), 'น้\u0e4d\u0e32ตกใหญ่ข้างบ้าน')).toBe(true);
});
