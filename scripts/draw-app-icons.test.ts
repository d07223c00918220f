import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { drawAppIcons, ICONS } from './draw-app-icons.ts';

test('the icons of the installed app are as they are drawn, and the manifest names every one', async () => {
  const manifest = JSON.parse(await readFile(join(ICONS, '../app.webmanifest'), 'utf8'));
  const named = manifest.icons.map(({ src }: { src: string }) => src);
  for (const { name, png } of await drawAppIcons()) {
    expect(png.equals(await readFile(join(ICONS, name))), name).toBe(true);
    expect(named).toContain(`/console/icons/${name}`);
  }
});
