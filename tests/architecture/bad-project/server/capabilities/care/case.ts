// capability-only-by-its-door
import { incident } from '../incident/incident.ts';

export const careCase = incident;
