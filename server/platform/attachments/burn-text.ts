import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Sharp } from 'sharp';
import sharp from 'sharp';

const fontFile = createRequire(import.meta.url).resolve('@expo-google-fonts/sarabun/700Bold/Sarabun_700Bold.ttf');
/** Read once at the start: a missing font must not be noticed with the first picture. */
readFileSync(fontFile);

/** Of a long side; smaller pictures are enlarged, so that the text can be read. */
const SMALLEST_SIDE = 640;
const LONGEST_SIDE = 2560;
/** Where the text lies over the picture, as parts of its height: whoever cuts out a paper takes one of them along. */
const OVER = [1 / 6, 1 / 2, 5 / 6];
const OVER_OPACITY = 55;

type Raw = { input: Buffer; raw: { width: number; height: number; channels: 4 } };

/**
 * Writes what a picture is for into its pixels: pale across it three times, and dark on light in a strip below. Nothing that
 * is stored or copied is without it. Only texts of ours: it is read as markup. @returns a JPEG
 */
export async function burnText(picture: Sharp, text: string): Promise<Buffer> {
  const { data, info } = await picture
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const scale = Math.max(1, SMALLEST_SIDE / Math.max(info.width, info.height));
  const width = Math.round(info.width * scale);
  const height = Math.round(info.height * scale);
  const size = Math.max(16, Math.round(Math.sqrt(width * height) / 34));
  const inside = Math.round(width * 0.94);
  const shape = { width: inside, size, text };
  const light = await setText({ ...shape, colour: 'white', opacity: OVER_OPACITY });
  const dark = await setText({ ...shape, colour: 'black', opacity: OVER_OPACITY });
  const below = await setText({ ...shape, colour: '#111111', opacity: 100 });
  const strip = below.raw.height + size;
  const centre = (one: Raw) => Math.round((width - one.raw.width) / 2);
  const over = OVER.flatMap((part) => {
    const top = Math.max(0, Math.min(height - light.raw.height, Math.round(height * part - light.raw.height / 2)));
    const edge = Math.max(1, Math.round(size / 16));
    return [
      {
        ...dark,
        top: Math.min(top + edge, height + strip - dark.raw.height),
        left: Math.min(centre(dark) + edge, width - dark.raw.width),
      },
      { ...light, top, left: centre(light) },
    ];
  });
  // Sharp composes after it has extended, so that all of it is one step.
  const upright = await sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels as 3 } })
    .resize(width, height)
    .extend({ bottom: strip, background: '#fff7d6' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return sharp(upright.data, { raw: { width, height: height + strip, channels: upright.info.channels as 3 } })
    .composite([...over, { ...below, top: height + Math.round(size / 2), left: centre(below) }])
    .jpeg({ quality: 88 })
    .toBuffer();
}

/** Text as pixels of its own. Thai has no spaces: a line may break between two words. */
async function setText({
  text,
  width,
  size,
  colour,
  opacity,
}: {
  text: string;
  width: number;
  size: number;
  colour: string;
  opacity: number;
}): Promise<Raw> {
  const { data, info } = await sharp({
    text: {
      text: `<span foreground="${colour}" alpha="${opacity}%">${breakable(text)}</span>`,
      font: `Sarabun Bold ${size}`,
      fontfile: fontFile,
      dpi: 72,
      width,
      align: 'centre',
      rgba: true,
    },
  })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { input: data, raw: { width: info.width, height: info.height, channels: 4 } };
}

/** A zero-width space between two Thai words; codes and dates stay whole. */
function breakable(text: string): string {
  const isThai = (word: string | undefined) => word !== undefined && /^[\u0e00-\u0e7f]+$/.test(word);
  const words = [...new Intl.Segmenter('th', { granularity: 'word' }).segment(text)].map(({ segment }) => segment);
  return words.map((word, at) => (isThai(words[at - 1]) && isThai(word) ? `\u200b${word}` : word)).join('');
}
