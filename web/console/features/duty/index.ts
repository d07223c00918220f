/** Door of the duty feature: who is on duty, rosters and gaps, and which stations would hear an alarm. */
export { DutyPage, ReadinessPage } from './lazy-pages.ts';
