// direction-of-outreach-landing
import { funnel } from '../results/funnel.ts';

export const page = funnel;
