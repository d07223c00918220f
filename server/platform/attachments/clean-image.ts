import sharp, { type Sharp } from 'sharp';
import { burnText } from './burn-text.ts';

// A reporter's file is opened by these four readers and none of libvips' others (SVG, PDF, ImageMagick …).
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadNsgifBuffer',
  ],
});
// Each picture is opened once; a cache would only fill the memory. One thread each: the alerts need the others.
sharp.cache(false);
sharp.concurrency(1);

/**
 * What phones photograph with today is 12 to 50 megapixels (8192 × 6144, iPhones 48), as JPEG, and a JPEG is shrunk
 * while it is read. Larger sensors (108, 200) give 12 unless somebody looks for the setting.
 */
const MOST_PIXELS_JPEG = 8192 * 6144;
/**
 * The others are read whole: screenshots have 5, a photo saved anew by an app 12 or 24. Over all frames: a few kilobytes
 * can unpack to gigabytes.
 */
const MOST_PIXELS = 25_000_000;
/** Half a minute of a moving picture; each frame is coded anew. */
const MOST_FRAMES = 300;
/** Long side of what is stored: a number plate stays legible, a screen shows no more. */
const LONGEST_SIDE = 4096;
const SECONDS = 25;

export type PictureType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif';

/**
 * The picture written anew, upright, without EXIF, GPS, XMP, IPTC, comments or anything hidden behind its end; its
 * colour profile stays. A damaged one is stored as far as it can be read: half a face is more than none.
 * @param burnt a text of ours, written into its pixels; it is a JPEG then, and of a moving one the first frame
 * @returns why not, for what is no readable picture or unpacks to too much
 */
export async function cleanImage(
  original: Buffer,
  type: PictureType,
  burnt?: string,
): Promise<Buffer | 'unreadable' | 'too-large'> {
  const limitInputPixels = type === 'image/jpeg' ? MOST_PIXELS_JPEG : MOST_PIXELS;
  const animated = type === 'image/gif' || type === 'image/webp';
  try {
    // What its head says, before anything is unpacked.
    const { width, height, pages = 1 } = await sharp(original, { limitInputPixels: false }).metadata();
    if (pages > MOST_FRAMES || width * height * pages > limitInputPixels) return 'too-large';
    if (burnt !== undefined) {
      const first = sharp(original, { limitInputPixels, failOn: 'none' }).timeout({ seconds: SECONDS }).autoOrient();
      return await burnText(first, burnt);
    }
    const picture = sharp(original, { animated: animated && pages > 1, limitInputPixels, failOn: 'none' })
      .timeout({ seconds: SECONDS })
      .autoOrient()
      .keepIccProfile();
    if (pages === 1) {
      picture.resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true });
    }
    const written = await write(picture, type).toBuffer();
    return written.length > 0 ? written : 'unreadable';
  } catch {
    return 'unreadable';
  }
}

function write(picture: Sharp, type: PictureType): Sharp {
  switch (type) {
    case 'image/jpeg':
      return picture.jpeg({ quality: 90 });
    case 'image/png':
      return picture.png();
    case 'image/webp':
      // Effort 2 takes a third of the time of 4, for some per cent more bytes.
      return picture.webp({ quality: 90, effort: 2 });
    case 'image/gif':
      return picture.gif();
  }
}
