// direction-of-care-clocks
import { day } from '../work/day.ts';

export const clock = day;
