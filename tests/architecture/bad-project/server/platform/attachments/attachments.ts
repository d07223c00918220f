// files-are-opened-in-workers
import { cleanImage } from './clean-image.ts';

export const prepare = cleanImage;
