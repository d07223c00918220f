import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { aFilm, aPhoto, box } from '#support/reporter-files';
import { createLog } from '../log.ts';
import { cleanFile } from './clean-file.ts';
import { createFileCleaner } from './file-cleaner.ts';

const apart = createFileCleaner(createLog('silent'));
afterAll(apart.stop);
const judge = async (bytes: Buffer) => {
  const { clean } = await apart.clean(bytes, 'somebody');
  return 'refusal' in clean ? clean.refusal : 'kept';
};

/** A PNG whose head promises so many dots, of which hardly any are there. */
function aPng(width: number, height: number): Buffer {
  const chunk = (type: string, body: Buffer) => {
    const whole = Buffer.concat([Buffer.alloc(4), Buffer.from(type), body, Buffer.alloc(4)]);
    whole.writeUInt32BE(body.length);
    whole.writeUInt32BE(crc32(whole.subarray(4, -4)), whole.length - 4);
    return whole;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const plain = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: 'white' } });
/** A WebP whose head promises so many dots. */
function aWebP(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(40);
  bytes.write('RIFF\x20\0\0\0WEBPVP8L\x14\0\0\0\x2f', 'latin1');
  bytes.writeUInt32LE(((width - 1) | ((height - 1) << 14)) >>> 0, 21);
  return bytes;
}
/** The same picture, whose head says another size. */
function withWidth(jpeg: Buffer, width: number, height: number): Buffer {
  const at = jpeg.indexOf('ffc0', 0, 'hex');
  jpeg.writeUInt16BE(height, at + 5);
  jpeg.writeUInt16BE(width, at + 7);
  return jpeg;
}
/** Each of another grey: equal ones would be joined. */
const frames = (count: number, side: number) => {
  const grey = Array.from({ length: count }, (_, at) => Buffer.alloc(side * side * 3, (at * 97) % 256));
  return sharp(Buffer.concat(grey), { raw: { width: side, height: side * count, channels: 3, pageHeight: side } });
};
const uint32s = (...values: number[]) => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, at * 4);
  return bytes;
};

/** A film whose track of other than sound and picture names its samples by these tables. */
function aFilmOf({ samples, each, chunks }: { samples: number; each: number; chunks: number }): Buffer {
  const ftyp = box('ftyp', 'isom', uint32s(0x200), 'isom', 'mp42');
  const offsets = Array.from({ length: chunks }, () => ftyp.length + 8);
  const stbl = box(
    'stbl',
    box('stsc', uint32s(0, 1, 1, 0xffff_ffff, 1)),
    box('stsz', uint32s(0, each, samples)),
    box('stco', uint32s(0, chunks, ...offsets)),
  );
  const mdia = box(
    'mdia',
    box('mdhd', Buffer.alloc(24)),
    box('hdlr', uint32s(0, 0), 'meta', uint32s(0, 0, 0)),
    box('minf', stbl),
  );
  return Buffer.concat([ftyp, box('mdat', Buffer.alloc(4000)), box('moov', box('trak', mdia))]);
}

test.each<[string, () => Buffer | Promise<Buffer>, string]>([
  ['a PNG that promises gigabytes', () => aPng(60_000, 60_000), 'too-large'],
  ['a PNG beyond what phones send', () => aPng(5200, 5000), 'too-large'],
  ['a WebP of few bytes and many dots', () => aWebP(6000, 6000), 'too-large'],
  ['a moving picture of 400 frames', () => frames(400, 8).gif().toBuffer(), 'too-large'],
  [
    'a moving picture whose frames are 36 megapixels together',
    () => frames(40, 950).webp({ effort: 0 }).toBuffer(),
    'too-large',
  ],
  ['a JPEG of 49 megapixels', () => plain(8064, 6048).jpeg().toBuffer(), 'kept'],
  [
    'a JPEG of 108 megapixels',
    async () => withWidth(await plain(120, 90).jpeg().toBuffer(), 12_000, 9000),
    'too-large',
  ],
  ['a picture of one dot by sixteen thousand', () => plain(16_000, 1).webp().toBuffer(), 'kept'],
  [
    'a film with four thousand million samples',
    () => aFilmOf({ samples: 0xffff_ffff, each: 1, chunks: 1 }),
    'unreadable',
  ],
  [
    'a film whose samples are the same bytes again and again',
    () => aFilmOf({ samples: 3000, each: 4000, chunks: 3000 }),
    'unreadable',
  ],
  ['a film of boxes in boxes', () => nested(5000), 'unreadable'],
  [
    'a film of a hundred thousand boxes',
    () => Buffer.concat([aFilm().film, ...Array.from({ length: 100_000 }, () => box('free'))]),
    'unreadable',
  ],
  [
    'sound that is all label',
    () => Buffer.concat([Buffer.from('ID3\x04\0\0\x7f\x7f\x7f\x7f', 'latin1'), Buffer.alloc(2000)]),
    'unreadable',
  ],
])('%s', async (_what, make, expected) => {
  expect(await judge(await make())).toBe(expected);
});

/** Boxes of which each holds the next; those that hold others are known, so it goes no deeper than they do. */
function nested(depth: number): Buffer {
  let inner = box('mdhd', Buffer.alloc(24));
  for (let level = 0; level < depth; level++) inner = box(level % 2 === 0 ? 'mdia' : 'trak', inner);
  return Buffer.concat([box('ftyp', 'isom', uint32s(0x200), 'isom', 'mp42'), box('moov', inner)]);
}

test('a picture cut off anywhere is kept as far as it goes, or refused', async () => {
  const photo = await aPhoto();
  for (const at of [3, 20, 200, photo.length >> 1, photo.length - 60]) {
    expect(await judge(photo.subarray(0, at))).toMatch(/^(?:kept|unreadable|type)$/);
  }
});

test('whatever bytes are changed, a file is kept or refused with a reason', async () => {
  const small = plain(24, 16);
  const originals = await Promise.all([
    aPhoto(),
    small.png().toBuffer(),
    small.webp().toBuffer(),
    frames(3, 8).gif().toBuffer(),
    frames(3, 8).webp().toBuffer(),
    aFilm().film,
    aFilm('M4A ').film,
    Buffer.concat([
      Buffer.from('ID3\x04\0\0\0\0\0\x20', 'latin1'),
      Buffer.alloc(32),
      Buffer.from('fffb9064', 'hex'),
      Buffer.alloc(413),
    ]),
  ]);
  const change = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.uint8Array({ minLength: 1, maxLength: 4 }));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...originals),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      fc.double({ min: 0.5, max: 1, noNaN: true }),
      async (original, changes, length) => {
        const bytes = Buffer.from(original.subarray(0, Math.ceil(original.length * length)));
        for (const [at, values] of changes)
          bytes.set(values.subarray(0, bytes.length), Math.floor(at * (bytes.length - values.length)));
        const clean = await cleanFile(bytes);
        if ('refusal' in clean) expect(clean.refusal).toMatch(/^(?:type|too-large|unreadable)$/);
        else expect(clean.bytes.length).toBeGreaterThan(0);
      },
    ),
    { seed: 20_261_128, numRuns: 600 },
  );
});
