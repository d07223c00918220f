// direction-of-care-work
import { careCase } from '../case.ts';

export const day = careCase;
