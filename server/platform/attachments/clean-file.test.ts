import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { aFilm, aPhoto, box, CAMERA, HIDDEN_PLACE } from '#support/reporter-files';
import { cleanFile } from './clean-file.ts';
import { cleanMp4 } from './clean-mp4.ts';
import { LARGEST_FILE } from './prepared-file.ts';

const kept = async (bytes: Buffer) => {
  const clean = await cleanFile(bytes);
  if ('refusal' in clean) throw new Error(clean.refusal);
  return clean;
};
const holdsNothingPersonal = (bytes: Buffer) => {
  for (const secret of [CAMERA, HIDDEN_PLACE.text, '2026:11:21', 'Exif', 'xmpmeta', 'location']) {
    expect(bytes.includes(secret), secret).toBe(false);
  }
};

test('a photo loses camera, time, place and what hangs behind its end, and stands upright', async () => {
  const photo = await aPhoto({ orientation: 6 });
  expect(photo.includes(CAMERA)).toBe(true);
  const { bytes, contentType } = await kept(photo);
  expect(contentType).toBe('image/jpeg');
  holdsNothingPersonal(bytes);
  const { width, height, exif, xmp, iptc, orientation } = await sharp(bytes).metadata();
  expect({ width, height, exif, xmp, iptc, orientation }).toEqual({ width: 40, height: 60 });
  // Orientation 6 is a quarter turn clockwise: the red corner moves from upper left to upper right.
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const pixel = (x: number, y: number) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)];
  expect(pixel(35, 5)[0]).toBeGreaterThan(200);
  expect(pixel(5, 5)[0]).toBeLessThan(60);
});

test.each([
  ['png', 'image/png'],
  ['webp', 'image/webp'],
  ['gif', 'image/gif'],
] as const)('%s is stored without its comments', async (format, type) => {
  const made = sharp({ create: { width: 8, height: 8, channels: 3, background: 'teal' } }).withExif({
    IFD0: { Make: CAMERA },
  });
  const { bytes, contentType } = await kept(await made.toFormat(format).toBuffer());
  expect(contentType).toBe(type);
  holdsNothingPersonal(bytes);
});

test('a moving picture keeps moving', async () => {
  const frames = Buffer.concat([Buffer.alloc(8 * 8 * 3, 10), Buffer.alloc(8 * 8 * 3, 200)]);
  const gif = await sharp(frames, { raw: { width: 8, height: 16, channels: 3, pageHeight: 8 } })
    .gif()
    .toBuffer();
  expect((await sharp((await kept(gif)).bytes).metadata()).pages).toBe(2);
});

test('a small file that unpacks to gigabytes is refused, and so is a picture that is none', async () => {
  const bomb = await sharp({ create: { width: 12_000, height: 12_000, channels: 3, background: 'white' } })
    .png({ compressionLevel: 9 })
    .toBuffer();
  expect(bomb.length).toBeLessThan(1_000_000);
  expect(await cleanFile(bomb)).toEqual({ refusal: 'too-large' });
  expect(await cleanFile(Buffer.from('ffd8ffe000104a464946000101', 'hex'))).toEqual({ refusal: 'unreadable' });
  expect(await cleanFile(Buffer.alloc(LARGEST_FILE + 1))).toEqual({ refusal: 'too-large' });
});

test.each([
  ['a page', '<!doctype html><script>alert(1)</script>'],
  ['a drawing that can hold scripts', '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'],
  ['a document', '%PDF-1.7'],
  ['a program', 'MZ\u0090\u0000'],
  ['an archive', 'PK\u0003\u0004'],
  ['nothing', ''],
])('%s is not stored, whatever its name says', async (_, content) => {
  expect(await cleanFile(Buffer.from(content, 'latin1'))).toEqual({ refusal: 'type' });
});

test('a film loses place, time and camera, and a track of positions with all its samples; pictures stay where they were', async () => {
  const { film, picture } = aFilm();
  const { bytes, contentType } = await kept(film);
  expect(contentType).toBe('video/mp4');
  holdsNothingPersonal(bytes);
  expect(bytes.length).toBe(film.length);
  expect(bytes.indexOf(picture)).toBe(film.indexOf(picture));
  expect(bytes.includes('vide')).toBe(true);
  expect(bytes.includes('stco')).toBe(true);
  expect(bytes.includes('meta')).toBe(false);
  // Time of making: the same numbers stand in mvhd, tkhd and mdhd.
  expect(bytes.includes(Buffer.from('e1000001', 'hex'))).toBe(false);
});

test('a voice message is sound, not film', async () => {
  expect((await kept(aFilm('M4A ').film)).contentType).toBe('audio/mp4');
});

test('a fragmented film with a track of its own making is refused: its samples can’t be found', async () => {
  const { film } = aFilm();
  expect(await cleanFile(Buffer.concat([film, box('moof', box('mfhd', Buffer.alloc(8)))]))).toEqual({
    refusal: 'unreadable',
  });
});

test('sound loses the labels before and behind it', async () => {
  const frame = Buffer.concat([Buffer.from('fffb9064', 'hex'), Buffer.alloc(413)]);
  const sound = Buffer.concat([frame, frame, frame]);
  const id3v2 = Buffer.concat([
    Buffer.from('ID3\u0004\u0000\u0000\u0000\u0000\u0000\u0040', 'latin1'),
    Buffer.alloc(64),
  ]);
  id3v2.write(HIDDEN_PLACE.text, 20);
  const id3v1 = Buffer.alloc(128);
  id3v1.write(`TAG${CAMERA}`);
  const ape = Buffer.alloc(32 + 24);
  ape.write(CAMERA, 0);
  ape.write('APETAGEX', 24);
  ape.writeUInt32LE(32 + 24, 24 + 12);
  const { bytes, contentType } = await kept(Buffer.concat([id3v2, sound, ape, id3v1]));
  expect(contentType).toBe('audio/mpeg');
  expect(bytes).toEqual(sound);
});

test('a film broken anywhere is cleaned or refused, never a failure of ours', () => {
  const { film, moovAt } = aFilm();
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat({ max: film.length - moovAt - 1 }), fc.nat({ max: 255 })), { maxLength: 4 }),
      fc.nat({ max: film.length }),
      (changes, cut) => {
        const broken = Buffer.from(film.subarray(0, cut % 3 === 0 ? cut : film.length));
        for (const [at, value] of changes) if (moovAt + at < broken.length) broken[moovAt + at] = value;
        const cleaned = cleanMp4(broken);
        if (cleaned) expect(cleaned.length).toBe(broken.length);
      },
    ),
    { seed: 20_261_121, numRuns: 2000 },
  );
});
