import sharp from 'sharp';

/** Where the invented reporter is hidden: written into files as phones do, and searched for in what is kept. */
export const HIDDEN_PLACE = {
  latitude: '16/1 49/1 1555/100',
  longitude: '100/1 15/1 5724/100',
  text: '+16.8210+100.2659/',
};
export const CAMERA = 'Sompong Phone 9';

/** A JPEG as a phone sends it: lying on its side, with camera, time, place, comment and a tail behind its end. */
export async function aPhoto({ colour = 'teal', orientation = 6 }: { colour?: string; orientation?: number } = {}) {
  const red = await sharp({ create: { width: 20, height: 12, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: colour } })
    .composite([{ input: red, left: 0, top: 0 }])
    .withExif({
      IFD0: { Make: CAMERA, Model: CAMERA, DateTime: '2026:11:21 02:00:00' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: HIDDEN_PLACE.latitude, GPSLongitude: HIDDEN_PLACE.longitude },
    })
    .withMetadata({ orientation })
    .jpeg({ quality: 95 })
    .toBuffer();
  return Buffer.concat([photo, Buffer.from(`tail ${HIDDEN_PLACE.text}`)]);
}

/** A box of an ISO base media file. */
export function box(type: string, ...parts: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

const uint32s = (...values: number[]) => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeUInt32BE(value, at * 4);
  return bytes;
};
const times = (length: number) => Buffer.concat([uint32s(0, 0xe1_00_00_01, 0xe1_00_00_02), Buffer.alloc(length)]);
const handler = (kind: string) => box('hdlr', uint32s(0, 0), kind, uint32s(0, 0, 0), `${CAMERA}\0`);

/** One track: its samples lie in one chunk at `at`. */
function track(kind: string, at: number, sizes: number[], ...more: Buffer[]): Buffer {
  const stbl = box(
    'stbl',
    box('stsd', uint32s(0, 0)),
    box('stts', uint32s(0, 1, sizes.length, 1)),
    box('stsc', uint32s(0, 1, 1, sizes.length, 1)),
    box('stsz', uint32s(0, 0, sizes.length, ...sizes)),
    box('stco', uint32s(0, 1, at)),
  );
  return box(
    'trak',
    box('tkhd', times(72)),
    box('mdia', box('mdhd', times(12)), handler(kind), box('minf', box('dinf', box('dref', uint32s(0, 0))), stbl)),
    ...more,
  );
}

/** A film as phones send it: place in `udta` and `meta`, XMP in `uuid`, and a track that says the place each second. */
export function aFilm(brand = 'isom') {
  const ftyp = box('ftyp', brand, uint32s(0x200), brand, 'mp42');
  const picture = 'FRAME-1-FRAME-2-';
  const gps = `${HIDDEN_PLACE.text}${HIDDEN_PLACE.text}`;
  const mdat = box('mdat', picture, gps);
  const at = ftyp.length + 8;
  const place = box('udta', box('\u00a9xyz', HIDDEN_PLACE.text));
  const moov = box(
    'moov',
    box('mvhd', times(88)),
    track('vide', at, [8, 8], place),
    track('meta', at + picture.length, [HIDDEN_PLACE.text.length, HIDDEN_PLACE.text.length]),
    place,
    box('meta', uint32s(0), handler('mdta'), box('keys', 'com.apple.quicktime.location.ISO6709'), HIDDEN_PLACE.text),
  );
  const xmp = box('uuid', Buffer.alloc(16, 7), `<x:xmpmeta>${HIDDEN_PLACE.text}</x:xmpmeta>`);
  const film = Buffer.concat([ftyp, mdat, moov, xmp, box('free', HIDDEN_PLACE.text)]);
  return { film, picture, moovAt: ftyp.length + mdat.length };
}
