// Writes the console's fonts anew: `node scripts/bootstrap.mjs scripts/write-fonts.ts`, after an update of the font package.
import { writeFileSync } from 'node:fs';
import { FONT_FILES, FONTS_FOLDER, subsetFont } from './subset-fonts.ts';

for (const file of FONT_FILES) writeFileSync(`${FONTS_FOLDER}/${file.name}`, await subsetFont(file));
