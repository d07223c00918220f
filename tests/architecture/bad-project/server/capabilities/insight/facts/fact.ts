// direction-of-insight-facts
import { summary } from '../figures/summary.ts';

export const fact = summary;
