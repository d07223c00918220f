// web-feature-only-by-its-index
import { queue } from '../incident/queue.ts';

export const units = queue;
