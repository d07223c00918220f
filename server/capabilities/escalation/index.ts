export { fireDueRungs, firePassedOverRungs } from './commands/fire-due-rungs.ts';
export { createClimber } from './commands/keep-climbing.ts';
export { moveClimbs } from './commands/move-climbs.ts';
export { startMissingClimbs } from './commands/start-missing-climbs.ts';
export { tellUnanswered } from './commands/tell-unanswered.ts';
export { type EscalationContext, LADDER_TOPIC } from './context.ts';
export { registerEscalationReactions } from './reactions.ts';
export { escalationRoutes } from './routes.ts';
