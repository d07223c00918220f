import type { Actor } from '#capabilities/access';
import type { LogEntry } from '#events/event-map';
import type { Capability } from '#platform/capability';
import type { Database } from '#platform/database/database';
import type { Log } from '#platform/log';
import { createPageSetter } from '#platform/print/page-setter';
import { runDueClocks } from './clocks/commands/run-due-clocks.ts';
import { sendDueWelfareChecks } from './commands/check-welfare.ts';
import { forgetCases } from './commands/forget-cases.ts';
import { matchNewIncidents } from './commands/match-new-incidents.ts';
import { endEarlyNotifications, notifyEarly } from './commands/notify-early.ts';
import { seedDemoCases } from './commands/seed-demo-cases.ts';
import { suggestCaseWorkers } from './commands/suggest-workers.ts';
import { tellReporters } from './commands/tell-reporters.ts';
import type { CareContext } from './context.ts';
import { translateCaseEvents, translateEarlyNotifications } from './live-topics.ts';
import { followBarring } from './people/commands/take-from-barred.ts';
import { findToFollow } from './people/store/barring-rows.ts';
import { registerCareReactions } from './reactions.ts';
import { registerCasePictures } from './routes/pictures.ts';
import { careRoutes } from './routes.ts';
import { findDueEarly } from './store/early-notification-rows.ts';
import { moveCareTimes } from './store/set-back-rows.ts';

export { agenciesToAsk, callPeople, type Marked } from './clocks/called-people.ts';
export { type ContactLimits, contactLimitsOn } from './clocks/first-contact.ts';
export { callCaseOwner } from './commands/call-owner.ts';
export { endNeedByPerson } from './commands/end-need-by-person.ts';
export { openCaseFor } from './commands/open-case-for.ts';
export { reopenNeed } from './commands/reopen-need.ts';
export { demoCaseId } from './commands/seed-demo-cases.ts';
export type { CareContext } from './context.ts';
export { holdNeed, releaseNeed, releaseNeeds } from './forms/commands/hold-need.ts';
export { endNeed } from './forms/commands/open-need.ts';
export { caseAudiencesOf, listOwnersAndBarred } from './live-topics.ts';
export { findPersonOfCase } from './queries/find-person-of-case.ts';
export { findSafeLine } from './queries/find-safe-line.ts';
export { listBarredAccounts } from './queries/list-barred-accounts.ts';
export { findHelpedCase, type HeldNeed, type HelpedCase, listHeldNeeds } from './store/published-needs.ts';
export { listOpenNeedsById } from './store/published-open-needs.ts';
export { type CaseOwner, listCaseOwners } from './store/published-owners.ts';

export function createCare(context: CareContext & { db: Database; log: Log }): Capability<Actor, LogEntry> {
  const pages = createPageSetter(context.log);
  return {
    routes: careRoutes({ ...context, setPages: pages.setPages }),
    registerRoutes: (fastify, http) => registerCasePictures(fastify, context, http),
    reactions: () => registerCareReactions(context),
    jobs: [
      { name: 'send-welfare-checks', everyMs: 5000, run: () => sendDueWelfareChecks(context, context.db) },
      { name: 'match-new-incidents', everyMs: 2000, run: () => matchNewIncidents(context, context.db) },
      { name: 'tell-reporters', everyMs: 5000, run: () => tellReporters(context, context.db) },
      {
        ...{ name: 'notify-early', everyMs: 1000, run: () => notifyEarly(context, context.db) },
        finds: () => findDueEarly(context.clock.now()),
      },
      { name: 'end-early-notifications', everyMs: 10_000, run: () => endEarlyNotifications(context, context.db) },
      { name: 'mark-due-clocks', everyMs: 5000, run: () => runDueClocks(context, context.db) },
      {
        ...{ name: 'follow-barring', everyMs: 1000, run: () => followBarring(context, context.db) },
        finds: findToFollow,
      },
      { name: 'suggest-workers', everyMs: 5000, run: () => suggestCaseWorkers(context, context.db) },
      { name: 'forget-cases', everyMs: 3_600_000, run: () => forgetCases(context, context.db) },
    ],
    liveTranslators: [
      (entries) => translateCaseEvents(context, entries),
      (entries) => translateEarlyNotifications(context, entries),
    ],
    setBacks: { care: moveCareTimes },
    seedDemonstration: (findPersonId) => seedDemoCases(context, context.db, findPersonId),
    stop: pages.stop,
  };
}
