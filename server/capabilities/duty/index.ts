export { listDutyTasks } from './commands/list-duty-tasks.ts';
export { createConsoleNotes } from './commands/note-presence.ts';
export { seedDemoRosters } from './commands/seed-demo-rosters.ts';
export { READINESS_TOPIC } from './commands/settle-readiness.ts';
export type { DutyContext } from './context.ts';
export { type AgencyStanding, findAgencyStanding } from './queries/find-agency-standing.ts';
export { listOnDuty } from './queries/list-on-duty.ts';
export { dutyRoutes } from './routes.ts';
export type { OnDuty } from './store/on-duty-rows.ts';
