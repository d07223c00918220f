// events-are-plain-facts, no-catch-all-files
import { getClock } from '../platform/clock.ts';
import { text } from '../utils/text.ts';

export const incidentEvents = [getClock, text];
