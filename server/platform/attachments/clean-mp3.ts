/**
 * The sound alone: tags before it (ID3v2) and behind it (ID3v1, APEv2) hold titles, pictures and sometimes places, so
 * everything outside the first and last tag's borders is cut away.
 */
export function cleanMp3(original: Buffer): Buffer {
  let start = 0;
  while (original.toString('latin1', start, start + 3) === 'ID3' && start + 10 <= original.length) {
    const hasFooter = (original.readUInt8(start + 5) & 0x10) !== 0;
    start += 10 + sevenBitSize(original, start + 6) + (hasFooter ? 10 : 0);
  }
  let end = original.length;
  for (let before = -1; before !== end; ) {
    before = end;
    if (end - 128 >= start && original.toString('latin1', end - 128, end - 125) === 'TAG') end -= 128;
    if (end - 32 >= start && original.toString('latin1', end - 32, end - 24) === 'APETAGEX') {
      const hasHeader = (original.readUInt32LE(end - 12) & 0x80000000) !== 0;
      end -= original.readUInt32LE(end - 20) + (hasHeader ? 32 : 0);
    }
  }
  return original.subarray(Math.min(start, original.length), Math.max(start, end));
}

/** Four bytes of seven bits each, so that no byte of a tag looks like the beginning of sound. */
function sevenBitSize(bytes: Buffer, at: number): number {
  return [0, 1, 2, 3].reduce((size, index) => size * 128 + (bytes.readUInt8(at + index) & 0x7f), 0);
}
