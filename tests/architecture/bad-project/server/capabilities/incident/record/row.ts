// direction-of-incident-record
import { rule } from '../visibility/rule.ts';

export const row = rule;
