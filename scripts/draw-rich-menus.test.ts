import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type DrawnFrom, drawRichMenus, hashOf, PICTURES } from './draw-rich-menus.ts';

const drawnFrom = JSON.parse(await readFile(join(PICTURES, 'drawn-from.json'), 'utf8')) as DrawnFrom;

test('the pictures are those of the drawing (otherwise: node scripts/draw-rich-menus.ts)', async () => {
  for (const { name, svg } of drawRichMenus()) {
    expect(hashOf(svg), name).toBe(drawnFrom[name]?.svg);
    expect(hashOf(await readFile(join(PICTURES, `${name}.png`))), name).toBe(drawnFrom[name]?.png);
  }
});

test('each fits LINE: PNG, at most 1 MB, the size its menu says', () => {
  for (const { name, svg, png } of drawRichMenus()) {
    expect(png.length, name).toBeLessThan(1_000_000);
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
    expect(svg).toContain(`width="${width}" height="${height}"`);
    expect(width / height).toBeGreaterThanOrEqual(1.45);
  }
});

test('the menu of waiting has what is left to do when nobody comes', () => {
  const waiting = drawRichMenus().find(({ name }) => name === 'waiting')?.svg ?? '';
  for (const label of ['191', 'ไม่มีใครมา', 'Nobody came']) expect(waiting).toContain(label);
});

test('the menu that is shown while a silent report is open says nothing that betrays it', () => {
  const reporting = drawRichMenus().find(({ name }) => name === 'reporting')?.svg ?? '';
  expect(reporting).not.toMatch(/แจ้ง|เหตุ|ตำรวจ|191|ช่วย|เงียบ|report|police|danger|help|silent/i);
});
