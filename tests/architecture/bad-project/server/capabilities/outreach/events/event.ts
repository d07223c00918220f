// direction-of-outreach-events
import { page } from '../landing/page.ts';

export const event = page;
