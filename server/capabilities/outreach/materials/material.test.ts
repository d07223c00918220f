import sharp from 'sharp';
import { expect, test } from 'vitest';
import { LANGUAGES } from '#contract/languages';
import { MATERIAL_TEXTS, MATERIALS, type Material } from '#contract/materials';
import { isPrintable } from '#platform/print/fonts';
import { setTemplate } from '#platform/print/set-template';
import { readPdfText } from '../../../../tests/support/read-pdf-text.ts';
import { readQr } from '../../../../tests/support/read-qr.ts';
import { groupMessage, linkOf } from './material.ts';
import { materialJob } from './queries/get-material.ts';

const URL_OF_PAGE = 'https://ess.example';
const place = { code: '7K3F9TQ2', name: 'ใจดีมาร์ท ตลาดหนองขวัญ' };
const link = linkOf(URL_OF_PAGE, place.code);
const draw = (material: Material, language: (typeof LANGUAGES)[number] = 'th', of = place) =>
  Buffer.from(setTemplate(materialJob(URL_OF_PAGE, [of], { material, format: 'png', language })));

const readCode = async (picture: Buffer) => (await readQr(picture))?.text.toLowerCase();

test.each(MATERIALS)('the code on a %s opens the page of its placement, also much smaller', async (material) => {
  const picture = draw(material);
  expect(await readCode(picture)).toBe(link.toLowerCase());
  const { width } = await sharp(picture).metadata();
  const smaller = sharp(picture).resize({ width: Math.round((width ?? 0) * 0.6) });
  expect(await readCode(await smaller.png().toBuffer())).toBe(link.toLowerCase());
});

test('a poster is read with a tenth of the middle of its code covered', async () => {
  const poster = draw('poster-a4');
  const location = (await readQr(poster))?.location;
  const [from, to] = [location?.topLeftCorner ?? { x: 0, y: 0 }, location?.bottomRightCorner ?? { x: 0, y: 0 }];
  const side = Math.round((to.x - from.x) * Math.sqrt(0.1));
  const middle = { left: Math.round((from.x + to.x - side) / 2), top: Math.round((from.y + to.y - side) / 2) };
  const patch = { create: { width: side, height: side, channels: 3 as const, background: '#b33' } };
  const covered = sharp(poster).composite([{ input: patch, ...middle }]);
  expect(side).toBeGreaterThan(50);
  expect(await readCode(await covered.png().toBuffer())).toBe(link.toLowerCase());
});

const TORTURE = 'ปู่ ญู ฐุ น้ำ ฬ่ำ โรงเรียนบ้านกิ่งน้ำผึ้งวิทยาคารเฉลิมพระเกียรติ #x [ก] $';

test.each(MATERIALS)('%s sets hard Thai right, and what somebody typed is text', (material) => {
  const job = materialJob(URL_OF_PAGE, [{ ...place, name: TORTURE }], { material, format: 'pdf', language: 'th' });
  // A mark that stands high is written twice for whoever copies the text.
  const said = readPdfText(setTemplate(job))
    .replace(/\s/g, '')
    .replace(/([ก-ฮ][\u0e31-\u0e3a\u0e47-\u0e4e]+)\1/g, '$1');
  expect(said).toContain('7K3F9TQ2');
  // A screen that is seen for three seconds does not name its shop.
  if (!/screen|plan-b|picture|wallpaper|staff|slide/.test(material)) expect(said).toContain(TORTURE.replace(/\s/g, ''));
});

test.each(LANGUAGES)('every letter of %s can be printed: nowhere a box in place of one', (language) => {
  const { texts } = MATERIAL_TEXTS[language];
  const missing = Object.values(texts).flatMap((text) => [...text].filter((letter) => !isPrintable(letter)));
  expect(missing).toEqual([]);
  const pdf = setTemplate(materialJob(URL_OF_PAGE, [place], { material: 'poster-a4', format: 'pdf', language }));
  expect(Buffer.from(pdf).toString('latin1')).toContain('pdfaid');
  expect(pdf.length).toBeLessThan(300_000);
});

test('every language has every text, and says whether somebody who grew up with it has read it', () => {
  const keys = Object.keys(MATERIAL_TEXTS.th.texts).sort();
  for (const language of LANGUAGES) {
    const { checkedBy, texts } = MATERIAL_TEXTS[language];
    expect(Object.keys(texts).sort(), language).toEqual(keys);
    expect(Object.values(texts).filter((text) => text.trim() === '')).toEqual([]);
    expect(checkedBy === null || checkedBy.trim() !== '').toBe(true);
    expect(groupMessage(link, language)).toContain(link);
  }
});

test('what is seen in a shop says nothing of violence or of the police', () => {
  for (const key of ['needHelp', 'scanSilent', 'here', 'scanHelp', 'message'] as const) {
    expect(MATERIAL_TEXTS.th.texts[key]).not.toMatch(/ตำรวจ|รุนแรง|ทำร้าย|ข่มขืน/);
    expect(MATERIAL_TEXTS.en.texts[key]).not.toMatch(/police|violen|abuse|assault/i);
  }
});
