import { expect, test } from 'vitest';
import { findPlaceText } from './place-text.ts';

test.each([
  'บ้านเลขที่ 99/7 หมู่ 3 ต.บ้านคลอง',
  'อยู่ ๙๙/๗ ซอย 3 หลังวัด ประตูเขียว',
  'ห้อง 412 ชั้น 4 คอนโดริมน้ำ',
  'ตรงข้ามปั๊ม ปตท.',
  'หลังโรงเรียนวัดใหญ่',
  '99/7',
  'ม.5 บ้านสีฟ้า',
  'room 412, 4th floor',
  'house no. 99/7 soi 3 behind the temple',
  '12/4 Mittraphap Road',
])('a message that says where somebody is: %s', (text) => expect(findPlaceText(text, undefined)).toBe(text));

test.each(['ช่วยด้วย', 'เขาอยู่ใกล้หนู', 'กลัวมาก', 'ตีแม่', 'มา 2 คน', 'he is near me', 'มีมีด 1 เล่ม'])(
  'a message that does not: %s',
  (text) => expect(findPlaceText(text, undefined)).toBeNull(),
);

test('with a place found, the rest of the text describes it; coordinates and links alone do not', () => {
  expect(findPlaceText('ต.บ้านคลอง ประตูสีเขียวติดกัน', 'ต.บ้านคลอง อ.เมืองพิษณุโลก จ.พิษณุโลก')).toBe('ต.บ้านคลอง ประตูสีเขียวติดกัน');
  const names = 'ต.ในเมือง อ.เมืองพิษณุโลก จ.พิษณุโลก';
  expect(findPlaceText('ต.ในเมือง อ.เมือง จ.พิษณุโลก', names)).toBeNull();
  expect(findPlaceText('ในเมือง พิษณุโลก', names)).toBeNull();
  expect(findPlaceText('ในเมือง พิษณุโลก ร้านเหล้าป้าแดง', names)).toBe('ในเมือง พิษณุโลก ร้านเหล้าป้าแดง');
  expect(findPlaceText('16.8211, 100.2659', '')).toBeNull();
  expect(findPlaceText('https://maps.app.goo.gl/abc หลังอู่', '')).toBe('หลังอู่');
});

test('of a long text only the beginning is shown with the place', () => {
  expect(findPlaceText(`บ้านเลขที่ 99/7 ${'เขาเมา '.repeat(100)}`, undefined)).toHaveLength(300);
});
