export { askerSettings } from './asker-settings.ts';
export { audiencesOfPerson, personAudience } from './audience.ts';
export { acknowledgeIncident } from './commands/acknowledge-incident.ts';
export { callAgency } from './commands/call-agency.ts';
export { changeIncidentEta } from './commands/change-eta.ts';
export { correctEta } from './commands/correct-eta.ts';
export { raiseUnanswered } from './commands/hear-answer.ts';
export { holdIncidents } from './commands/hold-incidents.ts';
export { endOverdueGuests } from './commands/invite-guest.ts';
export { loadForChange } from './commands/load-for-change.ts';
export { moveDueTimes } from './commands/move-due-times.ts';
export { notePassedPromises } from './commands/note-passed-promises.ts';
export { noteUnit } from './commands/note-units.ts';
export { closeExercise, openExercise } from './commands/open-exercise.ts';
export { arriveAtIncident, assignIncident, startIncident } from './commands/progress-incident.ts';
export { tellStillUnanswered } from './commands/tell-unanswered.ts';
export type { IncidentContext } from './context.ts';
export { lostToWhoMoved, notAllowed } from './incident.ts';
export { translateIncidentEvents } from './live-topics.ts';
export { findOpenPlace } from './queries/find-open-place.ts';
export { findToAlert, listUnanswered } from './queries/find-to-alert.ts';
export {
  getIncidentDetail,
  getVisibleIncident,
  listVisibleIncidents,
} from './queries/get-incident-detail.ts';
export { type AlertFacts, listAlertFacts } from './queries/list-alert-facts.ts';
export { listConflicted } from './queries/list-conflicted.ts';
export { listIncidents } from './queries/list-incidents.ts';
export { listKeptIncidents, listWithheldFrom } from './queries/list-kept-incidents.ts';
export { listLikelyDuplicates } from './queries/list-likely-duplicates.ts';
export { listOverseen, type Overseen } from './queries/list-overseen.ts';
export { listReach } from './queries/list-reach.ts';
export { registerIncidentReactions } from './reactions.ts';
export { incidentRoutes } from './routes.ts';
export { mayFor, sightsFrom } from './sight.ts';
export type { HeldIncident } from './store/held-rows.ts';
export { listHelpingAgencyIds } from './store/involvement-rows.ts';
