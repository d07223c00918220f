import { crc32, inflateRawSync } from 'node:zlib';
import { AppError } from '#platform/app-error';

/** A month's roster unpacks to about 200 kB; anything that claims much more is refused. */
const MOST_FILES = 200;
const MOST_BYTES = 4_000_000;

const END = 0x06054b50;
const LISTED = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
/** Extra field of an entry that stores sizes or offset elsewhere. */
const ZIP64 = 0x0001;
/** Flags for a password (0), an encrypted directory (13) and a patch of another file (5). */
const LOCKED_FLAGS = 1 | (1 << 13);
const STRANGE_FLAGS = 1 << 5;
const SIZES_BEHIND = 1 << 3;

type Entry = { name: string; flags: number; method: number; crc: number; packed: number; size: number; at: number };

/**
 * Unpacks the files of a zip that `wanted` selects. Only the plain form that office programs write is accepted, which every
 * reader reads in the same way: one part, one central directory at the very end that matches each local header, no
 * overlapping files, no zip64, no passwords. Otherwise another reader could find other files in the same bytes.
 * @throws AppError `duty/file-locked`, `duty/file-unreadable`, `duty/file-too-large`
 */
export function unpackZip(bytes: Buffer, wanted: (name: string) => boolean): Map<string, Buffer> {
  try {
    const { entries, listAt } = listEntries(bytes);
    const places = entries.map((entry) => ({ entry, ...placeOf(bytes, entry, listAt) }));
    mustNotOverlap(places);
    const chosen = places.filter(({ entry }) => wanted(entry.name));
    if (chosen.reduce((sum, { entry }) => sum + entry.size, 0) > MOST_BYTES) throw new AppError('duty/file-too-large');
    return new Map(chosen.map(({ entry, from, to }) => [entry.name, unpack(bytes.subarray(from, to), entry)]));
  } catch (error) {
    // An offset beyond the end, or an entry without packed content.
    throw error instanceof AppError ? error : unreadable();
  }
}

function listEntries(bytes: Buffer): { entries: Entry[]; listAt: number } {
  const end = findEnd(bytes);
  const [disk, listDisk, here, count] = [4, 6, 8, 10].map((place) => bytes.readUInt16LE(end + place)) as Four;
  const [listBytes, listAt] = [bytes.readUInt32LE(end + 12), bytes.readUInt32LE(end + 16)];
  if (count > MOST_FILES) throw new AppError(count === 0xffff ? 'duty/file-unreadable' : 'duty/file-too-large');
  if (disk !== 0 || listDisk !== 0 || here !== count || listAt + listBytes !== end) throw unreadable();
  const entries: Entry[] = [];
  let at = listAt;
  for (let one = 0; one < count; one++) {
    const { entry, next } = readEntry(bytes, at, end);
    entries.push(entry);
    at = next;
  }
  if (at !== end || new Set(entries.map(({ name }) => name)).size !== count) throw unreadable();
  return { entries, listAt };
}

type Four = [number, number, number, number];

/** The end record whose comment ends exactly at the end of the file; one inside a comment is not accepted. */
function findEnd(bytes: Buffer): number {
  for (let end = bytes.length - END_BYTES; end >= 0 && end >= bytes.length - END_BYTES - 0xffff; end--) {
    if (bytes.readUInt32LE(end) === END && end + END_BYTES + bytes.readUInt16LE(end + 20) === bytes.length) return end;
  }
  throw unreadable();
}

function readEntry(bytes: Buffer, at: number, end: number): { entry: Entry; next: number } {
  if (bytes.readUInt32LE(at) !== LISTED) throw unreadable();
  const [flags, method] = [bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10)];
  const [name, extra, comment, disk] = [28, 30, 32, 34].map((place) => bytes.readUInt16LE(at + place)) as Four;
  const [crc, packed, size, local] = [16, 20, 24, 42].map((place) => bytes.readUInt32LE(at + place)) as Four;
  const next = at + 46 + name + extra + comment;
  if (next > end || disk !== 0) throw unreadable();
  if ((flags & LOCKED_FLAGS) !== 0) throw new AppError('duty/file-locked');
  if ((flags & STRANGE_FLAGS) !== 0 || (method !== 0 && method !== 8)) throw unreadable();
  if ([packed, size, local].includes(0xffffffff)) throw unreadable();
  mustHaveNoZip64(bytes.subarray(at + 46 + name, at + 46 + name + extra));
  const entry = {
    name: bytes.toString('latin1', at + 46, at + 46 + name),
    flags,
    method,
    crc,
    packed,
    size,
    at: local,
  };
  return { entry, next };
}

function mustHaveNoZip64(extra: Buffer): void {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === ZIP64) throw unreadable();
  }
}

/** Finds the packed content; its local header must match the directory entry. */
function placeOf(bytes: Buffer, entry: Entry, listAt: number): { start: number; from: number; to: number } {
  const { at } = entry;
  if (bytes.readUInt32LE(at) !== LOCAL) throw unreadable();
  const [flags, method, name, extra] = [6, 8, 26, 28].map((place) => bytes.readUInt16LE(at + place)) as Four;
  const from = at + 30 + name + extra;
  const to = from + entry.packed;
  if (to > listAt || bytes.toString('latin1', at + 30, at + 30 + name) !== entry.name) throw unreadable();
  if (method !== entry.method || flags !== entry.flags) throw unreadable();
  const sizes = [14, 18, 22].map((place) => bytes.readUInt32LE(at + place));
  const isStatedBehind = (flags & SIZES_BEHIND) !== 0 && sizes.every((size) => size === 0);
  if (!isStatedBehind && sizes.join() !== [entry.crc, entry.packed, entry.size].join()) throw unreadable();
  mustHaveNoZip64(bytes.subarray(at + 30 + name, from));
  return { start: at, from, to };
}

function mustNotOverlap(places: readonly { start: number; to: number }[]): void {
  const inOrder = places.toSorted((one, other) => one.start - other.start);
  if (inOrder.some(({ start }, at) => start < (inOrder[at - 1]?.to ?? 0))) throw unreadable();
}

function unpack(content: Buffer, { method, size, crc }: Entry): Buffer {
  const unpacked = method === 0 ? content : inflateRawSync(content, { maxOutputLength: Math.max(size, 1) });
  if (unpacked.length !== size || crc32(unpacked) !== crc) throw unreadable();
  return unpacked;
}

function unreadable(): AppError {
  return new AppError('duty/file-unreadable');
}
