export { audiencesOfPerson } from './audience.ts';
export type { IncidentContext } from './commands/context.ts';
export { endOverdueGuests } from './commands/invite-guest.ts';
export { translateIncidentEvents } from './live-topics.ts';
export { getVisibleIncident } from './queries/get-incident-detail.ts';
export { listIncidents } from './queries/list-incidents.ts';
export { registerIncidentReactions } from './reactions.ts';
export { incidentRoutes } from './routes.ts';
export { sightsFrom } from './sight.ts';
