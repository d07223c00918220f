import sharp from 'sharp';
import { expect, test } from 'vitest';
import { aPhoto, CAMERA } from '#support/reporter-files';
import { prepareFile } from './clean-file.ts';

const TEXT = 'ใช้เพื่อขอความช่วยเหลือตามคำขอ HR-2569-000123 เท่านั้น · 29 พฤศจิกายน 2569';
const burnt = async (file: Buffer, text = TEXT) => {
  const { clean } = await prepareFile({ file, burnt: text });
  if ('refusal' in clean) throw new Error(clean.refusal);
  return clean;
};
const grey = { r: 128, g: 128, b: 128 };
const aPicture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: grey } })
    .png()
    .toBuffer();

/** Rows of the picture in which something else stands than the plain grey that was sent. */
async function writtenRows(bytes: Buffer): Promise<{ rows: boolean[]; width: number; height: number }> {
  const { data, info } = await sharp(bytes).greyscale().raw().toBuffer({ resolveWithObject: true });
  const rows = Array.from({ length: info.height }, (_, y) =>
    data.subarray(y * info.width, (y + 1) * info.width).some((value) => Math.abs(value - 128) > 40),
  );
  return { rows, width: info.width, height: info.height };
}

test.each([
  ['a paper lying', 1600, 1000],
  ['a paper standing', 700, 1500],
  ['a small one, enlarged', 60, 40],
])('the text stands across %s in each third, and in a strip below', async (_, width, height) => {
  const { bytes, contentType } = await burnt(await aPicture(width, height));
  expect(contentType).toBe('image/jpeg');
  const written = await writtenRows(bytes);
  const picture = Math.round((written.width * height) / width);
  expect(written.height).toBeGreaterThan(picture);
  for (const part of [1 / 6, 1 / 2, 5 / 6]) {
    const middle = Math.round(picture * part);
    expect([part, written.rows.slice(middle - 12, middle + 12)]).toEqual([part, expect.arrayContaining([true])]);
  }
  // Between the lines the picture is as it was.
  expect(written.rows.slice(Math.round(picture * 0.3), Math.round(picture * 0.36))).not.toContain(true);
  // The strip is light, and its letters are dark.
  const strip = await sharp(bytes)
    .extract({ left: 0, top: picture + 2, width: written.width, height: written.height - picture - 2 })
    .greyscale()
    .stats();
  expect(strip.channels[0]).toMatchObject({ max: expect.any(Number), min: expect.any(Number) });
  expect(strip.channels[0]?.max).toBeGreaterThan(230);
  expect(strip.channels[0]?.min).toBeLessThan(60);
});

test('another text is another picture; place and camera are gone, and what is no picture is refused', async () => {
  const photo = await aPhoto({ orientation: 6 });
  const one = await burnt(photo);
  expect(one.bytes.includes(CAMERA)).toBe(false);
  const { width = 0, height = 0, exif } = await sharp(one.bytes).metadata();
  expect([exif, height > width]).toEqual([undefined, true]);
  const other = await burnt(photo, TEXT.replace('000123', '000124'));
  expect(other.sha256).not.toBe(one.sha256);
  expect((await burnt(photo)).sha256).toBe(one.sha256);
  for (const [file, refusal] of [
    [Buffer.from('no picture'), 'type'],
    [photo.subarray(0, 40), 'unreadable'],
  ] as const)
    expect((await prepareFile({ file, burnt: TEXT })).clean).toEqual({ refusal });
});
