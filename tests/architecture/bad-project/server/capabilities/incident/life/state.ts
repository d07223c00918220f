// direction-of-incident-life
import { incident } from '../incident.ts';

export const state = incident;
