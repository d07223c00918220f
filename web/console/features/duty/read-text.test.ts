import { expect, test } from 'vitest';
import { readTable } from './read-text.ts';

const TEXT = 'วันที่\tเริ่ม\r\n1/3/2570\t08.00\r\n';
const bytesOf = (...parts: (number[] | Uint8Array)[]) => new Uint8Array(parts.flatMap((part) => [...part])).buffer;
const utf16 = (text: string, isBig: boolean) =>
  Array.from(text).flatMap((sign) => {
    const [high, low] = [sign.charCodeAt(0) >> 8, sign.charCodeAt(0) & 255];
    return isBig ? [high, low] : [low, high];
  });
const thaiPage = (text: string) =>
  Array.from(text).map((sign) => (sign > '\u0e00' ? sign.charCodeAt(0) - 0x0e00 + 0xa0 : sign.charCodeAt(0)));

test.each([
  ['UTF-8', bytesOf(new TextEncoder().encode(TEXT))],
  ['UTF-8 with its mark', bytesOf([0xef, 0xbb, 0xbf], new TextEncoder().encode(TEXT))],
  ['the Thai code page', bytesOf(thaiPage(TEXT))],
  ['Unicode Text of Excel', bytesOf([0xff, 0xfe], utf16(TEXT, false))],
  ['the other order of bytes', bytesOf([0xfe, 0xff], utf16(TEXT, true))],
  ['UTF-16 without its mark', bytesOf(utf16(TEXT, false))],
])('a table in %s is read', (_what, bytes) => {
  expect(readTable(bytes)).toEqual({ text: TEXT });
});

test('a workbook is sent unchanged; a file that is too large is not sent', () => {
  expect(readTable(bytesOf([0x50, 0x4b, 3, 4]))).toEqual({ workbook: 'UEsDBA==' });
  expect(readTable(new ArrayBuffer(1_000_001))).toBe('too-large');
  expect(readTable(bytesOf(thaiPage('ก'.repeat(400_001))))).toBe('too-large');
});
