import { readFileSync } from 'node:fs';
import subset from 'subset-font';

export const FONTS_FOLDER = 'web/console/ui/styles/fonts';
const SOURCE = 'node_modules/@fontsource/ibm-plex-sans-thai/files';

type FontFile = { name: string; source: string; characters: string };

/** The Thai block, and what shaping needs between and under its letters. */
const THAI = `${between(0xe01, 0xe3a)}${between(0xe3f, 0xe5b)}\u200c\u200d\u25cc`;
/** ASCII, and the signs of our own texts and formats. Other Latin letters come from the whole font, when they occur. */
const LATIN = `${between(0x20, 0x7e)}\u00a0°±·×–—‘’“”•…−`;

/** The weights that the console uses, each as Thai and Latin. */
export const FONT_FILES: readonly FontFile[] = [400, 600].flatMap((weight) => [
  {
    name: `thai-${weight}.woff2`,
    source: `${SOURCE}/ibm-plex-sans-thai-thai-${weight}-normal.woff2`,
    characters: THAI,
  },
  {
    name: `latin-${weight}.woff2`,
    source: `${SOURCE}/ibm-plex-sans-thai-latin-${weight}-normal.woff2`,
    characters: LATIN,
  },
]);

/** What puts Thai marks in their place, kerning and ligatures. The font's digits are of one width without a feature. */
const FEATURES = ['calt', 'ccmp', 'kern', 'liga', 'locl', 'mark', 'mkmk', 'rlig'];

/** Only the characters, without hints for screens of few dots: at 16 pixels and up today's systems do without. */
export function subsetFont({ source, characters }: FontFile): Promise<Buffer> {
  const options = { targetFormat: 'woff2', keepFeatures: FEATURES, noHinting: true } as const;
  return subset(readFileSync(source), characters, options);
}

function between(first: number, last: number): string {
  return String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, index) => first + index));
}
