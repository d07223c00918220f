export type { IncidentContext } from './commands/context.ts';
export { translateIncidentEvents } from './live-topics.ts';
export { listIncidents } from './queries/list-incidents.ts';
export { registerIncidentReactions } from './reactions.ts';
export { incidentRoutes } from './routes.ts';
export { sightAudience, sightsFrom } from './sight.ts';
