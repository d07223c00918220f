export { followHelp } from './follow-help.ts';
