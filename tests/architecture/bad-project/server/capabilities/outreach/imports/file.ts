// direction-of-outreach-imports
import { page } from '../landing/page.ts';

export const file = page;
