// direction-of-outreach-results
import { poster } from '../materials/poster.ts';

export const funnel = poster;
