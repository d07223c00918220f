import type { Actor } from '#capabilities/access';
import type { LogEntry } from '#events/event-map';
import type { Capability } from '#platform/capability';
import type { Database } from '#platform/database/database';
import { endOverdueGuests } from './commands/invite-guest.ts';
import { moveDueTimes } from './commands/move-due-times.ts';
import { raiseUnansweredQuestions } from './commands/receive-answer.ts';
import { recordPassedEtas } from './commands/record-passed-etas.ts';
import type { IncidentContext } from './context.ts';
import { translateIncidentEvents } from './live-topics.ts';
import { registerIncidentReactions } from './reactions.ts';
import { incidentRoutes } from './routes.ts';

export { actorSettings } from './actor-settings.ts';
export { audiencesOfPerson, personAudience } from './audience.ts';
export { acknowledgeIncident } from './commands/acknowledge-incident.ts';
export { callAgency } from './commands/call-agency.ts';
export { changeIncidentEta } from './commands/change-eta.ts';
export { loadForChange, lockIncident } from './commands/load-for-change.ts';
export { notifyStillUnanswered } from './commands/notify-unanswered.ts';
export { closeExercise, openExercise } from './commands/open-exercise.ts';
export { arriveAtIncident, assignIncident, startIncident } from './commands/progress-incident.ts';
export { recordUnitProgress } from './commands/record-unit-progress.ts';
export type { IncidentContext } from './context.ts';
export { lostToWhoMoved, notAllowed } from './incident.ts';
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
export {
  findIncidentToAlert,
  type IncidentToAlert,
  listUnanswered,
  lockIncidents,
} from './store/incident-to-alert-rows.ts';
export { listHelpingAgencyIds } from './store/involvement-rows.ts';
export { listReachability } from './store/report-rows.ts';
export { mayFor, visibleBranches } from './visibility.ts';

export function createIncident(context: IncidentContext & { db: Database }): Capability<Actor, LogEntry> {
  const { db } = context;
  return {
    routes: incidentRoutes(context),
    reactions: () => registerIncidentReactions(context),
    jobs: [
      { name: 'raise-unanswered-questions', everyMs: 500, run: () => raiseUnansweredQuestions(context, db) },
      { name: 'record-passed-etas', everyMs: 500, run: () => recordPassedEtas(context, db) },
      { name: 'end-overdue-guests', everyMs: 60_000, run: () => endOverdueGuests(context, db) },
    ],
    liveTranslators: [(entries) => translateIncidentEvents(context, entries)],
    setBacks: { incident: (work, setBack) => moveDueTimes(context, work, setBack) },
  };
}
