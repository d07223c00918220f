// Draws the picture in ARCHITECTURE.md anew. tests/architecture/documents.test.ts fails when it is out of date.
import { readFileSync, writeFileSync } from 'node:fs';
import { drawArchitecture, PICTURE_END, PICTURE_START } from './architecture-picture.ts';

const text = readFileSync('ARCHITECTURE.md', 'utf8');
const [before, rest] = text.split(PICTURE_START);
const after = rest?.split(PICTURE_END)[1];
if (before === undefined || after === undefined)
  throw new Error('ARCHITECTURE.md has lost the two marks of its picture');
writeFileSync(
  'ARCHITECTURE.md',
  [before, PICTURE_START, '\n\n', await drawArchitecture(), '\n\n', PICTURE_END, after].join(''),
);
