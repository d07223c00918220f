import { expect, test } from 'vitest';
import { findCoordinates } from './typed-coordinates.ts';

test.each([
  ['16.8211, 100.2659', 6],
  ['16.82110,100.26590', null],
  ['อยู่ 16.8211 100.2659 ครับ', 6],
  ['100.2659, 16.8211', 6],
  ['https://maps.google.com/?q=16.8211%2c100.2659', 6],
  ['https://www.google.com/maps/@16.8211,100.2659,17z', 6],
  ['https://maps.apple.com/?ll=16.8211,100.2659', 6],
  ['geo:16.8211,100.2659', 6],
])('%s', (said, accuracyMetres) => {
  expect(findCoordinates(said)).toEqual({ lat: 16.8211, lng: 100.2659, accuracyMetres });
});

test('two digits are a kilometre, and that is said', () => {
  expect(findCoordinates('16.82, 100.26')).toEqual({ lat: 16.82, lng: 100.26, accuracyMetres: 557 });
});

test('the pin counts, not the middle of the screen', () => {
  const link = 'https://www.google.com/maps/place/x/@16.9,100.4,15z/data=!3m1!4b1!8m2!3d16.8211024!4d100.2659039';
  expect(findCoordinates(link)).toEqual({ lat: 16.8211024, lng: 100.2659039, accuracyMetres: null });
});

test('degrees, minutes and seconds', () => {
  const found = findCoordinates('16°49\'15.9"n 100°15\'57.3"e');
  expect(found?.lat).toBeCloseTo(16.82108, 4);
  expect(found?.lng).toBeCloseTo(100.26592, 4);
});

test.each(['081 234 5678', '16', '16.8', '999.1234, 999.1234', 'บ้านเลขที่ 12.5', '', '1.2.3.4', '25.50 บาท 100'])(
  'no coordinates in: %s',
  (said) => {
    expect(findCoordinates(said)).toBeUndefined();
  },
);

test('a long text does not take long', () => {
  expect(findCoordinates('16.'.repeat(1600))).toBeUndefined();
  expect(findCoordinates('1'.repeat(5000))).toBeUndefined();
});
