import { expect, test } from 'vitest';
import { sql } from '#platform/database/database';
import { createTestDatabase } from '#support/test-database';
import { selectStaff } from './store-staff.ts';

test('a colleague is found by part of the name or by the whole staff number, whatever the spelling', async () => {
  const { db } = await createTestDatabase('ess_demo_template');
  await sql`UPDATE access.users SET staff_number = 'PS-1204' WHERE email = 'patrol1@demo.ess.example'`.execute(db);
  const find = async (text: string) => (await selectStaff(db, { text }, '2026-11-21')).map(({ name }) => name);
  const [patrol] = await find('ขี่ไว');
  expect(patrol).toContain('ขี่ไว');
  for (const typed of ['ขี่\u200bไว', 'ข่ีไว', 'ส.ต.อ.  สมมติ ขี่ไวว']) expect(await find(typed), typed).toEqual([patrol]);
  for (const typed of ['ps-1204', 'PS\u20111204', ' ps-๑๒๐๔ ']) expect(await find(typed), typed).toEqual([patrol]);
  expect(await find('\u200b')).toEqual([]);
  expect(await find('PS-120')).toEqual([]);
});
