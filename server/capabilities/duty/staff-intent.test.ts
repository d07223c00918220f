import { expect, test } from 'vitest';
import { findStaffIntent } from './staff-intent.ts';

const intentOf = (text: string) => findStaffIntent({ text, data: null });

test.each([
  ...[
    'เข้าเวร',
    'เข้าเวรครับ',
    'เข้าเวรค่ะ',
    'เข้าเวร ครับผม',
    'ขอเข้าเวรครับ',
    'รายงานตัวเข้าเวรครับ',
    'ขึ้นเวรแล้วครับ',
    'เข้าเวรคร้าบบบ',
  ],
  ...[
    '\u0e40ข้าเวร\u200bครับ!!',
    'สวัสดีครับ เข้าเวรครับ',
    'เข้าเวร 🙏',
    'ON DUTY',
    'on duty sir',
    'I’m on duty',
    'check-in',
    'Checking in',
  ],
])('%s checks in', (text) => expect(intentOf(text)).toBe('check-in'));

test.each(['ออกเวร', 'ออกเวรครับผม', 'ขอออกเวรค่ะ', 'ลงเวรแล้วค่ะ', 'off duty', 'Off-duty.', 'checked out'])(
  '%s checks out',
  (text) => expect(intentOf(text)).toBe('check-out'),
);

test.each(['พร้อม', 'พร้อมครับ', 'พร้อมค่ะ', 'พร้อม รับ เหตุ ครับ', 'พร้อมๆ', 'พร้อมปฏิบัติหน้าที่ครับ', 'Ready!', 'ready sir'])(
  '%s answers the heartbeat',
  (text) => expect(intentOf(text)).toBe('heartbeat'),
);

test.each([
  ...[
    'ยังไม่พร้อม',
    'ไม่พร้อมครับ',
    'ไม่เข้าเวร',
    'เข้าเวรพรุ่งนี้ครับ',
    'เข้าเวรไม่ได้ครับ',
    'ออกเวรกี่โมง',
    'ใครเข้าเวร',
    'ครับ',
    'รับทราบครับ',
  ],
  ...['', 'not ready', 'who is on duty', 'ผมป่วยครับ', 'พร้อมแล้วหรือยัง', 'on duty tomorrow'],
])('%s is not taken', (text) => expect(intentOf(text)).toBeUndefined());

test('buttons carry the intent, and a long text is handled quickly', () => {
  expect(findStaffIntent({ text: null, data: 'duty:check-out' })).toBe('check-out');
  expect(intentOf('ครับ'.repeat(1250))).toBeUndefined();
});
