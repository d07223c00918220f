import { inflateRawSync } from 'node:zlib';
import { AppError } from '#platform/app-error';

/** A month's roster unpacks to some 200 kB; what claims more is no roster, or is meant to fill the memory. */
const MOST_FILES = 200;
const MOST_BYTES = 4_000_000;
const MOST_ROWS_NAMED = 100_000;
/** `BZ9999`: empty cells up to the farthest one named are laid out by whoever reads the table. */
const CELL = /^(?:[AB]?[A-Z][1-9]\d{0,3}|-?\d+)$/;
/** Cells and rows that are only formatted, often down to the sheet's last row, hold nothing that anybody wrote. */
const EMPTY_CELL = /<(\w+:)?c\b[^<>]*(?:\/>|>\s*<\/\1?c>)/g;
const EMPTY_ROW = /<(\w+:)?row\b[^<>]*(?:\/>|>\s*<\/\1?row>)/g;

/**
 * The XML files of a workbook by their path, after it was looked at: packed in the way that is expected, small when it is
 * unpacked, and without the cells that hold nothing.
 * @throws AppError `duty/file-locked`, `duty/file-unreadable`, `duty/file-too-large`
 */
export function unpackWorkbook(bytes: Buffer): Map<string, string> {
  // What Excel makes of a workbook with a password is of the same old kind as `.xls`.
  if (bytes.subarray(0, 4).toString('hex') === 'd0cf11e0') throw new AppError('duty/file-locked');
  // Pictures and what else is no XML is not unpacked.
  const files = listFiles(bytes).filter(({ name }) => /\.xml(\.rels)?$/.test(name));
  if (files.reduce((sum, { size }) => sum + size, 0) > MOST_BYTES) throw new AppError('duty/file-too-large');
  const unpacked = new Map<string, string>();
  for (const file of files) {
    const whole = unpack(bytes, file);
    const text = whole.includes('sheetData') ? whole.replace(EMPTY_CELL, '').replace(EMPTY_ROW, '') : whole;
    for (const [, named = ''] of text.matchAll(/(?<!xmlns:)\br\s*=\s*["']([^"']*)/g)) {
      if (!CELL.test(named) || (/^\d/.test(named) && Number(named) > MOST_ROWS_NAMED))
        throw new AppError('duty/file-too-large');
    }
    unpacked.set(file.name, text);
  }
  return unpacked;
}

type Packed = { name: string; method: number; packed: number; size: number; at: number };

/** The list at the end of a zip file, which is what unpacking goes by. */
function listFiles(bytes: Buffer): Packed[] {
  const end = bytes.lastIndexOf('PK\x05\x06', bytes.length - 22, 'latin1');
  if (end < 0) throw new AppError('duty/file-unreadable');
  const count = bytes.readUInt16LE(end + 8);
  if (count > MOST_FILES) throw new AppError('duty/file-too-large');
  const files: Packed[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let one = 0; one < count; one++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) throw new AppError('duty/file-unreadable');
    const [name, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ];
    if ((bytes.readUInt16LE(at + 8) & 1) === 1) throw new AppError('duty/file-locked');
    files.push({
      name: bytes.toString('utf8', at + 46, at + 46 + name),
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    });
    at += 46 + name + extra + comment;
  }
  return files;
}

function unpack(bytes: Buffer, { at, method, packed, size }: Packed): string {
  if (at + 30 > bytes.length) throw new AppError('duty/file-unreadable');
  const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  const content = bytes.subarray(from, from + packed);
  if (method === 0) return content.toString('utf8');
  try {
    return inflateRawSync(content, { maxOutputLength: Math.max(size, 1) }).toString('utf8');
  } catch {
    // More than it says, or no packed content at all.
    throw new AppError('duty/file-unreadable');
  }
}
