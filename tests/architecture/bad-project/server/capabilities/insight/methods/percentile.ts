// direction-of-insight-methods
import { insight } from '../index.ts';

export const percentile = insight;
