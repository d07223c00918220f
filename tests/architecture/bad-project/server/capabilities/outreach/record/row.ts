// direction-of-outreach-record
import { file } from '../imports/file.ts';

export const row = file;
