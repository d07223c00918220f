import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readPhotoClaim } from './photo-claim.ts';

async function photo(gps: Record<string, string>): Promise<Buffer> {
  const blank = sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } }).jpeg();
  return blank.withExif({ IFD3: gps }).toBuffer();
}

const PHITSANULOK = {
  GPSLatitudeRef: 'N',
  GPSLatitude: '16/1 49/1 1596/100',
  GPSLongitudeRef: 'E',
  GPSLongitude: '100/1 15/1 5724/100',
  GPSDateStamp: '2026:11:29',
  GPSTimeStamp: '7/1 2/1 30/1',
};

test('a picture says where and when it was taken', async () => {
  const claim = readPhotoClaim(await photo(PHITSANULOK));
  expect(claim?.lat).toBeCloseTo(16.8211, 4);
  expect(claim?.lng).toBeCloseTo(100.2659, 4);
  expect(claim?.at?.toISOString()).toBe('2026-11-29T07:02:30.000Z');
  const south = readPhotoClaim(await photo({ ...PHITSANULOK, GPSLatitudeRef: 'S' }));
  expect(south?.lat).toBeCloseTo(-16.8211, 4);
});

test('a picture without a place, or with an impossible one, claims nothing', async () => {
  const { GPSLatitude: _, ...without } = PHITSANULOK;
  for (const gps of [
    without,
    {},
    { ...PHITSANULOK, GPSLatitude: '96/1 0/1 0/1' },
    { ...PHITSANULOK, GPSLatitude: '16/0 0/1 0/1' },
  ])
    expect(readPhotoClaim(await photo(gps))).toBeNull();
  expect(
    readPhotoClaim(
      await sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })
        .png()
        .toBuffer(),
    ),
  ).toBeNull();
});

test('a picture without a time claims a place without a time', async () => {
  const { GPSDateStamp: _, ...without } = PHITSANULOK;
  expect(readPhotoClaim(await photo(without))?.at).toBeNull();
});

test('no bytes make it fail', async () => {
  const whole = await photo(PHITSANULOK);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 40 }),
      fc.nat(whole.length),
      (changes, end) => {
        const bytes = Buffer.from(whole.subarray(0, end));
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
        const claim = readPhotoClaim(bytes);
        if (claim) expect(Math.abs(claim.lat) <= 90 && Math.abs(claim.lng) <= 180).toBe(true);
      },
    ),
    { numRuns: 2000 },
  );
});
