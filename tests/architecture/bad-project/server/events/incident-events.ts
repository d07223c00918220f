// events-are-plain-facts, no-drawers
import { getClock } from '../platform/clock.ts';
import { text } from '../utils/text.ts';

export const incidentEvents = [getClock, text];
