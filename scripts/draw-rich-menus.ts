import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { MENUS } from '../server/channels/line/menu/menus.ts';
import { menuPicture } from './rich-menu/menu-picture.ts';

/** Where `ess line setup` takes the pictures from. */
export const PICTURES = join(import.meta.dirname, '../server/channels/line/menu/pictures');
/** LINE refuses larger ones. */
const LARGEST = 1_000_000;

/** What each picture was drawn from and what came out, so that a test can tell a stale or touched picture. */
export type DrawnFrom = Record<string, { svg: string; png: string }>;

/** Draws every rich menu. Thai marks need shaping, which resvg does with the fonts given to it and no others. */
export function drawRichMenus(): { name: string; svg: string; png: Buffer }[] {
  const require = createRequire(import.meta.url);
  const font = (weight: string) =>
    require.resolve(`@expo-google-fonts/noto-sans-thai/${weight}/NotoSansThai_${weight}.ttf`);
  return Object.entries(MENUS).map(([name, plan]) => {
    const svg = menuPicture(plan);
    const fontFiles = [font('500Medium'), font('700Bold')];
    const png = new Resvg(svg, { font: { loadSystemFonts: false, fontFiles, defaultFontFamily: 'Noto Sans Thai' } })
      .render()
      .asPng();
    return { name, svg, png };
  });
}

export const hashOf = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');

if (import.meta.main) {
  await mkdir(PICTURES, { recursive: true });
  const drawnFrom: DrawnFrom = {};
  for (const { name, svg, png } of drawRichMenus()) {
    if (png.length > LARGEST) throw new Error(`${name}.png has ${png.length} bytes; LINE takes 1 MB`);
    await writeFile(join(PICTURES, `${name}.png`), png);
    drawnFrom[name] = { svg: hashOf(svg), png: hashOf(png) };
    console.log(`${name}.png: ${png.length} bytes`);
  }
  await writeFile(join(PICTURES, 'drawn-from.json'), `${JSON.stringify(drawnFrom, null, 2)}\n`);
}
