import sharp, { type Sharp } from 'sharp';

// A reporter's file reaches these four readers and none of libvips' others (SVG, PDF, ImageMagick …).
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadNsgifBuffer',
  ],
});
// Pictures are looked at once; a cache would only keep them in memory. One thread each: the alerts need the others.
sharp.cache(false);
sharp.concurrency(1);

/** 60 megapixels over all frames: the largest phone cameras; a few kilobytes can unpack to gigabytes. */
const MOST_PIXELS = 60_000_000;
/** Long side of what is kept: a number plate stays legible, a screen shows no more. */
const LONGEST_SIDE = 4096;
const SECONDS = 30;

export type PictureType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif';

/**
 * The picture written anew, upright, without EXIF, GPS, XMP, IPTC, comments or anything hidden behind its end; its
 * colour profile stays. A damaged one is kept as far as it can be read: half a face is more than none.
 * @returns undefined for what is no readable picture or unpacks to too much
 */
export async function cleanImage(original: Buffer, type: PictureType): Promise<Buffer | undefined> {
  const animated = type === 'image/gif' || type === 'image/webp';
  try {
    const picture = sharp(original, { animated, limitInputPixels: MOST_PIXELS, failOn: 'none' })
      .timeout({ seconds: SECONDS })
      .autoOrient()
      .keepIccProfile();
    const { pages = 1 } = await sharp(original, { limitInputPixels: MOST_PIXELS }).metadata();
    if (pages === 1) {
      picture.resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true });
    }
    return await write(picture, type).toBuffer();
  } catch {
    return undefined;
  }
}

function write(picture: Sharp, type: PictureType): Sharp {
  switch (type) {
    case 'image/jpeg':
      return picture.jpeg({ quality: 90 });
    case 'image/png':
      return picture.png();
    case 'image/webp':
      return picture.webp({ quality: 90 });
    case 'image/gif':
      return picture.gif();
  }
}
