import type { LatLng } from '#contract/position';

/** What a camera wrote into a picture: a claim, made elsewhere and earlier perhaps, and easily changed. */
export type PhotoClaim = LatLng & { at: Date | null };

/** Kinds of values in a directory of EXIF: how many bytes each has. */
const SIZES: Record<number, number> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8 };
const TAG = { gps: 0x8825, latRef: 1, lat: 2, lngRef: 3, lng: 4, time: 7, date: 29 };
const MOST_ENTRIES = 200;

/**
 * Where and when a JPEG says it was taken (EXIF 2.32, GPS directory; its time is UTC). Reads bytes and nothing else: no picture
 * is opened. Null for whatever is missing, damaged or impossible.
 */
export function readPhotoClaim(file: Buffer): PhotoClaim | null {
  const exif = findExif(file);
  const read = exif && readerOf(exif);
  const first = read?.directory(read.long(4));
  const gps = first && read?.directory(read.longOf(first.get(TAG.gps)));
  if (!read || !gps) return null;
  const lat = degreesOf(read.rationals(gps.get(TAG.lat)), read.text(gps.get(TAG.latRef)), 'S');
  const lng = degreesOf(read.rationals(gps.get(TAG.lng)), read.text(gps.get(TAG.lngRef)), 'W');
  if (lat === null || lng === null || Math.abs(lat) > 90 || Math.abs(lng) > 180 || (lat === 0 && lng === 0))
    return null;
  return { lat, lng, at: timeOf(read.text(gps.get(TAG.date)), read.rationals(gps.get(TAG.time))) };
}

/** The TIFF part of the first APP1 segment with EXIF. */
function findExif(file: Buffer): Buffer | null {
  if (file.length < 4 || file.readUInt16BE(0) !== 0xffd8) return null;
  for (let at = 2; at + 4 <= file.length; ) {
    const marker = file.readUInt16BE(at);
    const length = file.readUInt16BE(at + 2);
    // The picture itself begins, or this is no JPEG any more.
    if (marker < 0xffc0 || marker === 0xffda || length < 2) return null;
    const body = file.subarray(at + 4, at + 2 + length);
    if (marker === 0xffe1 && body.subarray(0, 6).toString('latin1') === 'Exif\0\0') return body.subarray(6);
    at += 2 + length;
  }
  return null;
}

type Entry = { kind: number; count: number; at: number };

/** Reads within the bounds of the file; what points out of it is nothing. */
function readerOf(tiff: Buffer) {
  const order = tiff.subarray(0, 2).toString('latin1');
  if (order !== 'II' && order !== 'MM') return null;
  const isLittle = order === 'II';
  const fits = (at: number, bytes: number) => at >= 0 && at + bytes <= tiff.length;
  const short = (at: number) => (!fits(at, 2) ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const long = (at: number) => (!fits(at, 4) ? 0 : isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  /** Where the values of an entry stand: in it, if they are short. */
  const place = ({ kind, count, at }: Entry): number | null => {
    const bytes = (SIZES[kind] ?? 0) * count;
    const from = bytes <= 4 ? at + 8 : long(at + 8);
    return bytes > 0 && fits(from, bytes) ? from : null;
  };
  return {
    long,
    directory(at: number): Map<number, Entry> | null {
      if (at === 0 || !fits(at, 2)) return null;
      const entries = new Map<number, Entry>();
      for (let number = 0; number < Math.min(short(at), MOST_ENTRIES); number++) {
        const entry = at + 2 + number * 12;
        if (!fits(entry, 12)) break;
        entries.set(short(entry), { kind: short(entry + 2), count: long(entry + 4), at: entry });
      }
      return entries;
    },
    longOf: (entry: Entry | undefined) => (entry?.kind === 4 ? long(entry.at + 8) : 0),
    text(entry: Entry | undefined): string | null {
      const from = entry?.kind === 2 && entry.count <= 32 ? place(entry) : null;
      return from === null || !entry
        ? null
        : tiff
            .subarray(from, from + entry.count)
            .toString('latin1')
            .replace(/\0.*$/s, '');
    },
    /** Three of them: degrees, minutes and seconds, or hours. */
    rationals(entry: Entry | undefined): [number, number, number] | null {
      const from = entry?.kind === 5 && entry.count === 3 ? place(entry) : null;
      if (from === null) return null;
      const [one, two, three] = [0, 8, 16].map((step) => long(from + step) / long(from + step + 4));
      const all = [one ?? Number.NaN, two ?? Number.NaN, three ?? Number.NaN] as [number, number, number];
      return all.every((value) => Number.isFinite(value)) ? all : null;
    },
  };
}

function degreesOf(parts: [number, number, number] | null, reference: string | null, negative: string): number | null {
  if (!parts || reference === null) return null;
  const [degrees, minutes, seconds] = parts;
  const value = degrees + minutes / 60 + seconds / 3600;
  return reference === negative ? -value : value;
}

function timeOf(date: string | null, time: [number, number, number] | null): Date | null {
  const [, year, month, day] = /^(\d{4}):(\d{2}):(\d{2})$/.exec(date ?? '') ?? [];
  if (!year || !time) return null;
  const [hours, minutes, seconds] = time;
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day), hours, minutes, seconds));
  return Number.isNaN(at.getTime()) ? null : at;
}
