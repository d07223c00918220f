import type { Access, Actor } from '#capabilities/access';
import type { LogEntry } from '#events/event-map';
import type { Capability } from '#platform/capability';
import type { Database } from '#platform/database/database';
import type { Log } from '#platform/log';
import { createPageSetter } from '#platform/print/page-setter';
import { askPersons } from './commands/ask-person.ts';
import { followCases } from './commands/follow-case.ts';
import { forgetReferrals } from './commands/forget-referrals.ts';
import { runDueReferrals } from './commands/run-due-referrals.ts';
import { seedDemoReferrals } from './commands/seed-demo-referrals.ts';
import type { ReferralContext } from './context.ts';
import { translateReferralEvents } from './live-topics.ts';
import { registerReferralReactions } from './reactions.ts';
import { answerLinkRoutes, registerAnswerByLink } from './routes/answer-links.ts';
import { referralRoutes } from './routes.ts';
import { findCaseToFollow } from './store/due-rows.ts';
import { moveReferralTimes } from './store/set-back-rows.ts';

export { acceptReferral, acceptReferrals, declineReferral } from './commands/answer-referral.ts';
export { type CallingMark, callPeopleFor } from './commands/call-people.ts';
export { createReferral as sendReferral } from './commands/create-referral.ts';
export { recordNewReferral as recordReferralSteps } from './commands/record-referral.ts';
export { reopenReferredNeed } from './commands/reopen-referred-need.ts';
export { completeReferral, failReferral, startReferral } from './commands/work-on-referral.ts';
export type { ReferralContext } from './context.ts';
export { referralAudiencesOf } from './live-topics.ts';
export { summarizeReferrals } from './queries/list-referrals.ts';
export type { Referral } from './referral.ts';
export {
  listPackets,
  listReferralsByCode,
  listReferralsById,
  listReferralsOfBundles,
  listReferralsOfCases,
} from './store/published-referrals.ts';

export function createReferral(
  context: ReferralContext & {
    db: Database;
    log: Log;
    publicUrl: string;
    access: Pick<Access, 'findActorOfPerson'>;
  },
): Capability<Actor, LogEntry> {
  const pages = createPageSetter(context.log);
  return {
    reactions: () => registerReferralReactions(context),
    jobs: [
      { name: 'run-due-referrals', everyMs: 5000, run: () => runDueReferrals(context, context.db) },
      { name: 'ask-persons-of-referrals', everyMs: 5000, run: () => askPersons(context, context.db) },
      {
        ...{ name: 'follow-cases-of-referrals', everyMs: 1000, run: () => followCases(context, context.db) },
        finds: findCaseToFollow,
      },
      { name: 'forget-referrals', everyMs: 3_600_000, run: () => forgetReferrals(context, context.db) },
    ],
    routes: [...referralRoutes(context), ...answerLinkRoutes({ ...context, setPages: pages.setPages })],
    // Without a session: whoever holds a link has no account.
    registerRoutes: (fastify) => registerAnswerByLink(fastify, context),
    stop: pages.stop,
    liveTranslators: [(entries) => translateReferralEvents(context, entries)],
    setBacks: { referral: moveReferralTimes },
    seedDemonstration: (findPersonId) => seedDemoReferrals(context, context.db, findPersonId),
  };
}
