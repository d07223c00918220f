import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FONT_FILES, FONTS_FOLDER, subsetFont } from './subset-fonts.ts';

test('the fonts of the console are what `scripts/write-fonts.ts` writes', async () => {
  for (const file of FONT_FILES) {
    expect(readFileSync(`${FONTS_FOLDER}/${file.name}`).equals(await subsetFont(file)), file.name).toBe(true);
  }
});

/** Otherwise a browser fetches the whole font, or draws that sign in another one. */
test('every character of the texts that the font has is in the first load', () => {
  const loaded = new Set(FONT_FILES.flatMap(({ characters }) => [...characters]));
  // Other scripts are on the pages for people outside alone, which use the phone's own fonts.
  const texts = globSync(['web/console/**/*.json', 'contract/texts/*.json']).filter(
    (file) => !/\.(my|lo|km|zh)\.json$/.test(file),
  );
  const missing = texts.flatMap((file) =>
    [...new Set(readFileSync(file, 'utf8'))]
      .filter((one) => !loaded.has(one) && one >= ' ' && !NOT_IN_THE_FONT.has(one))
      .map((one) => `${file}: ${one}`),
  );
  expect(missing).toEqual([]);
});

/** Arrows and marks that the system's own font draws, as it did before. */
const NOT_IN_THE_FONT = new Set('→↵');

test('the style sheet asks the small files for exactly their characters', () => {
  const css = readFileSync('web/console/ui/styles/fonts.css', 'utf8');
  for (const { name, characters } of FONT_FILES) {
    const ranges = new RegExp(`${name}"\\)[^}]*unicode-range:([^;]*);`).exec(css)?.[1] ?? '';
    const asked = ranges.split(',').flatMap((range) => {
      const [first = 0, last = first] = range
        .trim()
        .replace('U+', '')
        .split('-')
        .map((code) => Number.parseInt(code, 16));
      return Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index));
    });
    const unassigned = (one: string) => !/\P{Cn}/u.test(one);
    expect(asked.filter((one) => !unassigned(one)).sort(), name).toEqual([...characters].sort());
  }
});
