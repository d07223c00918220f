export { executeDueSteps, executePassedOverSteps } from './commands/execute-due-steps.ts';
export { notifyWaitingReporters } from './commands/notify-waiting-reporters.ts';
export { createEscalationRunner } from './commands/run-escalation.ts';
export { startMissingRuns } from './commands/start-missing-runs.ts';
export { moveRuns } from './commands/start-run.ts';
export { ESCALATION_TOPIC, type EscalationContext } from './context.ts';
export { registerEscalationReactions } from './reactions.ts';
export { escalationRoutes } from './routes.ts';
