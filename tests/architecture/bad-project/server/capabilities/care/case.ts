// capability-only-by-its-index
import { incident } from '../incident/incident.ts';

export const careCase = incident;
