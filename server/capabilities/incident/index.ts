export { actorSettings } from './actor-settings.ts';
export { audiencesOfPerson, personAudience } from './audience.ts';
export { acknowledgeIncident } from './commands/acknowledge-incident.ts';
export { callAgency } from './commands/call-agency.ts';
export { changeIncidentEta } from './commands/change-eta.ts';
export { correctEta } from './commands/correct-eta.ts';
export { endOverdueGuests } from './commands/invite-guest.ts';
export { loadForChange } from './commands/load-for-change.ts';
export { moveDueTimes } from './commands/move-due-times.ts';
export { notifyStillUnanswered } from './commands/notify-unanswered.ts';
export { closeExercise, openExercise } from './commands/open-exercise.ts';
export { arriveAtIncident, assignIncident, startIncident } from './commands/progress-incident.ts';
export { raiseUnansweredQuestions } from './commands/receive-answer.ts';
export { recordPassedEtas } from './commands/record-passed-etas.ts';
export { recordUnitProgress } from './commands/record-unit-progress.ts';
export type { IncidentContext } from './context.ts';
export { lostToWhoMoved, notAllowed } from './incident.ts';
export { translateIncidentEvents } from './live-topics.ts';
export { findOpenPlace } from './queries/find-open-place.ts';
export {
  getIncidentDetail,
  getVisibleIncident,
  listVisibleIncidents,
} from './queries/get-incident-detail.ts';
export { type AlertFacts, listAlertFacts } from './queries/list-alert-facts.ts';
export { listIncidents } from './queries/list-incidents.ts';
export { listLikelyDuplicates } from './queries/list-likely-duplicates.ts';
export { listReviewableIncidents, type ReviewableIncident } from './queries/list-reviewable-incidents.ts';
export { listConflicted, listWithheldFrom, listWithheldIncidents } from './queries/list-withheld.ts';
export { registerIncidentReactions } from './reactions.ts';
export { incidentRoutes } from './routes.ts';
export {
  findIncidentToAlert,
  type IncidentToAlert,
  listUnanswered,
  lockIncidents,
} from './store/incident-to-alert-rows.ts';
export { listHelpingAgencyIds } from './store/involvement-rows.ts';
export { listReachability } from './store/report-rows.ts';
export { mayFor, visibleBranches } from './visibility.ts';
