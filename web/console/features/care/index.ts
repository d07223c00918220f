export { followCases } from './follow-cases.ts';
