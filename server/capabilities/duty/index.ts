export { READINESS_TOPIC, settleAllReadiness } from './commands/settle-readiness.ts';
export type { DutyContext } from './context.ts';
export { type AgencyStanding, findAgencyStanding } from './queries/find-agency-standing.ts';
export { listOnDuty } from './queries/list-on-duty.ts';
export { dutyRoutes } from './routes.ts';
export type { OnDuty } from './store/on-duty-rows.ts';
