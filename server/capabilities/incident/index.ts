export { actorSettings } from './actor-settings.ts';
export { audiencesOfPerson, personAudience } from './audience.ts';
export { acknowledgeIncident } from './commands/acknowledge-incident.ts';
export { callAgency } from './commands/call-agency.ts';
export { changeIncidentEta } from './commands/change-eta.ts';
export { correctEta } from './commands/correct-eta.ts';
export { endOverdueGuests } from './commands/invite-guest.ts';
export { loadForChange } from './commands/load-for-change.ts';
export { lockIncidents } from './commands/lock-incidents.ts';
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
export { findIncidentToAlert, listUnanswered } from './queries/find-incident-to-alert.ts';
export { findOpenPlace } from './queries/find-open-place.ts';
export {
  getIncidentDetail,
  getVisibleIncident,
  listVisibleIncidents,
} from './queries/get-incident-detail.ts';
export { type AlertFacts, listAlertFacts } from './queries/list-alert-facts.ts';
export { listConflicted } from './queries/list-conflicted.ts';
export { listIncidents } from './queries/list-incidents.ts';
export { listLikelyDuplicates } from './queries/list-likely-duplicates.ts';
export { listReachability } from './queries/list-reachability.ts';
export { listReviewableIncidents, type ReviewableIncident } from './queries/list-reviewable-incidents.ts';
export { listWithheldFrom, listWithheldIncidents } from './queries/list-withheld-incidents.ts';
export { registerIncidentReactions } from './reactions.ts';
export { incidentRoutes } from './routes.ts';
export type { IncidentToAlert } from './store/incident-to-alert-rows.ts';
export { listHelpingAgencyIds } from './store/involvement-rows.ts';
export { mayFor, visibleBranches } from './visibility.ts';
