// direction-of-care-forms
import { clock } from '../clocks/clock.ts';

export const form = clock;
