// nouns-touch-no-io
import { readFileSync } from 'node:fs';

export const incident = readFileSync;
