import jsqr from 'jsqr';
import sharp from 'sharp';

// A CommonJS module, whose types know its default only.
const read = ('default' in jsqr ? jsqr.default : jsqr) as typeof jsqr.default;

/** What a telephone reads from a picture, and where the code stands in it; undefined when it finds none. */
export async function readQr(picture: Buffer) {
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const found = read(new Uint8ClampedArray(data), info.width, info.height);
  return found ? { text: found.data, location: found.location } : undefined;
}
