import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import type { Material } from '../../contract/materials.ts';
import { materialJob } from '../../server/capabilities/outreach/materials/queries/get-material.ts';
import { setTemplate } from '../../server/platform/print/set-template.ts';

// Marks above and below Thai letters in every template, against the same letters as a browser sets them: another shaper,
// another drawer of outlines. No system is started.

const HARD = 'ปู่ญูฐุน้ำฬ่ำ';
/** The same consonants and vowels with the marks of tone left out: what a wrong setting may look like. */
const WITHOUT_TONES = 'ปูญูฐุนำฬำ';
/** Of each template a line that stands on one colour, large enough to be seen. */
const LINES: readonly [Material, string][] = [
  ['poster-a4', 'unsafe'],
  ['counter-card', 'here'],
  ['leaflet', 'unsafe'],
  ['plan-b-landscape', 'needHelp'],
  ['plan-b-portrait', 'needHelp'],
];
/** Both are brought to this height; a pixel beside an edge is the drawing of edges, not another letter. */
const HEIGHT = 96;
/** Of all ink, what has none of the other's near it. Wrong marks are more than three times that: see the last expectation. */
const TOLERANCE = 0.02;

type Ink = { width: number; height: number; has(x: number, y: number): boolean };

test('in every template Thai stands as a browser sets it: no mark is lost, moved or a box', async ({ page }) => {
  const font = createRequire(import.meta.url).resolve('@expo-google-fonts/sarabun/700Bold/Sarabun_700Bold.ttf');
  const style = `@font-face{font-family:S;src:url(data:font/ttf;base64,${readFileSync(font).toString('base64')})}
    body{margin:0;background:#fff}span{display:inline-block;padding:90px;font:160px/2 S;color:#000;white-space:nowrap}`;
  const inBrowser = async (text: string) => {
    await page.setContent(`<style>${style}</style><span>${text}</span>`);
    await page.evaluate('document.fonts.load("160px S").then(() => document.fonts.ready).then(() => true)');
    return inkOf(await page.locator('span').screenshot());
  };
  const [right, wrong] = [await inBrowser(HARD), await inBrowser(WITHOUT_TONES)];
  for (const [material, line] of LINES) {
    const set = await lineOf(material, line);
    expect(set.width / right.width, `${material}: width`).toBeCloseTo(1, 1);
    expect(differenceOf(set, right), material).toBeLessThan(TOLERANCE);
    expect(differenceOf(set, wrong), `${material} against wrong marks`).toBeGreaterThan(TOLERANCE * 3);
  }
});

/** What a line adds to its template: the picture with it against the picture with a space in its place. */
async function lineOf(material: Material, line: string): Promise<Ink> {
  const draw = (text: string) => {
    const place = { code: '7K3F9TQ2', name: 'ก' };
    const job = materialJob('https://ess.example', [place], { material, format: 'png', language: 'th' });
    const sheets = job.sheets.map(({ said, plain }) => ({ plain, said: { ...(said as object), [line]: text } }));
    return Buffer.from(setTemplate({ ...job, sheets, pixels: 1200, whole: [HARD] }));
  };
  const [picture, empty] = [draw(HARD), draw('\u00a0')];
  const added = await sharp(picture)
    .removeAlpha()
    .composite([{ input: empty, blend: 'difference' }])
    .png()
    .toBuffer();
  return inkOf(await sharp(added).greyscale().negate().png().toBuffer());
}

/** Dark parts of a picture, cut to where they are, at one height. */
async function inkOf(picture: Buffer): Promise<Ink> {
  const cut = await sharp(picture)
    .removeAlpha()
    .greyscale()
    .normalise()
    .trim({ background: '#fff', threshold: 100 })
    .toBuffer();
  const { data, info } = await sharp(cut)
    .resize({ height: HEIGHT, width: undefined })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return { width, height, has: (x, y) => (data[(y * width + x) * channels] ?? 255) < 128 };
}

function differenceOf(one: Ink, other: Ink): number {
  const isNear = (ink: Ink, x: number, y: number) => {
    for (let dy = -2; dy <= 2; dy++) for (let dx = -2; dx <= 2; dx++) if (ink.has(x + dx, y + dy)) return true;
    return false;
  };
  let [all, apart] = [0, 0];
  const count = (of: Ink, against: Ink) => {
    const stretch = against.width / of.width;
    for (let y = 0; y < HEIGHT; y++)
      for (let x = 0; x < of.width; x++) {
        if (!of.has(x, y)) continue;
        all += 1;
        if (!isNear(against, Math.round(x * stretch), y)) apart += 1;
      }
  };
  count(one, other);
  count(other, one);
  return apart / all;
}
