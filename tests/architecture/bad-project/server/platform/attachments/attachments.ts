// files-are-opened-apart
import { cleanImage } from './clean-image.ts';

export const prepare = cleanImage;
