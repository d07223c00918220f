// direction-of-incident-fairness
import { incident } from '../incident.ts';

export const finding = incident;
