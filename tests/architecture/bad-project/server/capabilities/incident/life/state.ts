// direction-of-incident-life
import { finding } from '../fairness/finding.ts';

export const state = finding;
