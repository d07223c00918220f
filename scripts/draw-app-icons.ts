// Draws the installed app's icons from the tab's own: `node scripts/draw-app-icons.ts` after the drawing has changed.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';

const CONSOLE = join(import.meta.dirname, '../web/console');
export const ICONS = join(CONSOLE, 'public/icons');

/** Every icon with its picture. A maskable one is cut to any shape by the phone: its ground fills the whole square. */
export async function drawAppIcons(): Promise<{ name: string; png: Buffer }[]> {
  const quiet = await readFile(join(CONSOLE, 'ui/tab/quiet.svg'), 'utf8');
  const maskable = quiet
    .replace('viewBox="0 0 32 32"', 'viewBox="-4 -4 40 40"')
    .replace('<rect width="32" height="32" rx="8"', '<rect x="-4" y="-4" width="40" height="40"');
  const draw = (svg: string, width: number) =>
    new Resvg(svg, { fitTo: { mode: 'width', value: width } }).render().asPng();
  return [
    { name: 'app-192.png', png: draw(quiet, 192) },
    { name: 'app-512.png', png: draw(quiet, 512) },
    { name: 'app-512-maskable.png', png: draw(maskable, 512) },
  ];
}

if (import.meta.main) {
  for (const { name, png } of await drawAppIcons()) await writeFile(join(ICONS, name), png);
}
