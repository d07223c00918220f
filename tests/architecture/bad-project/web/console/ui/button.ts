// console-parts-know-no-feature
import { incidents } from '../features/incident/index.ts';

export const button = incidents;
