import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readCoverage } from './read-coverage.ts';

const require = createRequire(import.meta.url);
const google = (name: string, file: string): Buffer[] =>
  ['400Regular', '700Bold'].map((weight) =>
    readFileSync(require.resolve(`@expo-google-fonts/${name}/${weight}/${file}_${weight}.ttf`)),
  );
/** Its package names no files, and a bold one would be nine megabytes more. */
const chinese = join(dirname(require.resolve('@embedpdf/fonts-sc')), '../fonts/NotoSansHans-Regular.otf');

/**
 * Fonts of printed pages in the order in which they are asked for a letter: `families` names them in pages.typ. People in
 * care come from all around: Burmese, Shan and Karen, Lao, Khmer, Malay in Arabic letters (Yawi), Chinese.
 */
const FONTS: readonly { family: string; files: Buffer[] }[] = [
  { family: 'Sarabun', files: google('sarabun', 'Sarabun') },
  { family: 'Noto Sans Myanmar', files: google('noto-sans-myanmar', 'NotoSansMyanmar') },
  { family: 'Noto Sans Lao', files: google('noto-sans-lao', 'NotoSansLao') },
  { family: 'Noto Sans Khmer', files: google('noto-sans-khmer', 'NotoSansKhmer') },
  { family: 'Noto Naskh Arabic', files: google('noto-naskh-arabic', 'NotoNaskhArabic') },
  { family: 'Noto Sans S Chinese', files: [readFileSync(chinese)] },
];

export const families = FONTS.map(({ family }) => family);
export const fontBlobs = FONTS.flatMap(({ files }) => files);
const coverages = fontBlobs.map(readCoverage);

/** Whether a letter can be printed; those that show nothing always can. */
export function isPrintable(letter: string): boolean {
  if (/^[\s\p{Cc}\p{Default_Ignorable_Code_Point}]$/u.test(letter)) return true;
  const code = letter.codePointAt(0) ?? 0;
  return coverages.some((has) => has(code));
}
