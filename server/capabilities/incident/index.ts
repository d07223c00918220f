import type { Actor } from '#capabilities/access';
import type { LogEntry } from '#events/event-map';
import type { Capability } from '#platform/capability';
import type { Database } from '#platform/database/database';
import type { IncidentContext } from './context.ts';
import { raiseUnansweredQuestions } from './conversation/commands/receive-answer.ts';
import { findUnanswered } from './conversation/store/question-rows.ts';
import { forgetFindings } from './fairness/commands/forget-findings.ts';
import { moveDueTimes } from './life/commands/move-due-times.ts';
import { recordPassedEtas } from './life/commands/record-passed-etas.ts';
import { seedPastYear } from './life/commands/seed-past-year.ts';
import { findPassedEta } from './life/store/eta-rows.ts';
import { translateIncidentEvents } from './live-topics.ts';
import { registerIncidentReactions } from './reactions.ts';
import { incidentRoutes } from './routes.ts';
import { endOverdueGuests } from './visibility/commands/invite-guest.ts';

export type { IncidentContext } from './context.ts';
export { acknowledgeIncident } from './life/commands/acknowledge-incident.ts';
export { type Call, callAgencies } from './life/commands/call-agency.ts';
export { changeIncidentEta } from './life/commands/change-eta.ts';
export { notifyStillUnanswered, notifyUnansweredAtOnce } from './life/commands/notify-unanswered.ts';
export { closeExercise, openExercise } from './life/commands/open-exercise.ts';
export { arriveAtIncident, assignIncident, startIncident } from './life/commands/progress-incident.ts';
export { recordUnitProgress } from './life/commands/record-unit-progress.ts';
export { takeIncidentsToAlert } from './life/commands/take-incidents-to-alert.ts';
export { listLikelyDuplicates } from './life/queries/list-duplicate-suggestions.ts';
export { listHelpingBranches } from './life/queries/list-helping-branches.ts';
export { listOpenPlaces, type OpenPlace } from './life/queries/list-open-places.ts';
export {
  type EarlierIncident,
  listEarlierIncidents,
  listReporterNumbers,
} from './life/store/published-earlier-incidents.ts';
export { listEndedIncidents } from './life/store/published-ended-incidents.ts';
export {
  type AlertFacts,
  findIncidentToAlert,
  type IncidentToAlert,
  listAlertFacts,
  listUnansweredIds,
} from './life/store/published-incidents-to-alert.ts';
export { lockIncident } from './record/commands/lock-incident.ts';
export { recipientsOf } from './record/commands/record-change.ts';
export { lostToWhoMoved, notAllowed } from './record/incident.ts';
export { listReporterContacts } from './record/store/published-contacts.ts';
export { findIncidentIdByCode, listParticipants, type Participant } from './record/store/published-participants.ts';
export { incidentRouteTable } from './routes/incident-route-table.ts';
export { actorSettings } from './visibility/actor-settings.ts';
export { audiencesOfPerson, personAudience } from './visibility/audience.ts';
export { loadForChange } from './visibility/commands/load-for-change.ts';
export { getVisibleIncident, listVisibleIncidents } from './visibility/queries/get-visible-incident.ts';
export { listIncidents } from './visibility/queries/list-incidents.ts';
export { listReviewableIncidents, type ReviewableIncident } from './visibility/queries/list-reviewable-incidents.ts';
export { listConflicted, listWithheldFrom, listWithheldIncidents } from './visibility/queries/list-withheld.ts';
export { seesAsOthers } from './visibility/store/published-access.ts';
export { conflictsOf } from './visibility/store/published-conflicts.ts';

export function createIncident(
  context: IncidentContext & { db: Database; pastYear: boolean },
): Capability<Actor, LogEntry> {
  const { db, pastYear } = context;
  return {
    routes: incidentRoutes(context),
    reactions: () => registerIncidentReactions(context),
    jobs: [
      {
        ...{ name: 'raise-unanswered-questions', everyMs: 500, run: () => raiseUnansweredQuestions(context, db) },
        finds: () => findUnanswered(context.clock.now()),
      },
      {
        ...{ name: 'record-passed-etas', everyMs: 500, run: () => recordPassedEtas(context, db) },
        finds: () => findPassedEta(context.clock.now()),
      },
      { name: 'end-overdue-guests', everyMs: 60_000, run: () => endOverdueGuests(context, db) },
      { name: 'forget-findings', everyMs: 3_600_000, run: () => forgetFindings(context, db) },
    ],
    liveTranslators: [(entries) => translateIncidentEvents(context, entries)],
    ...(pastYear && { seedDemonstration: () => seedPastYear(context, db) }),
    setBacks: { incident: (work, setBack) => moveDueTimes(context, work, setBack) },
  };
}
