import type { Actor } from '#capabilities/access';
import type { LogEntry } from '#events/event-map';
import type { Capability } from '#platform/capability';
import type { Database } from '#platform/database/database';
import type { Log } from '#platform/log';
import { followCases } from './commands/follow-case.ts';
import { runDueReferrals } from './commands/run-due-referrals.ts';
import type { ReferralContext } from './context.ts';
import { translateReferralEvents } from './live-topics.ts';
import { registerReferralReactions } from './reactions.ts';
import { referralRoutes } from './routes.ts';
import { moveReferralTimes } from './store/set-back-rows.ts';

export { acceptReferral, declineReferral } from './commands/answer-referral.ts';
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

export function createReferral(context: ReferralContext & { db: Database; log: Log }): Capability<Actor, LogEntry> {
  return {
    routes: referralRoutes(context),
    reactions: () => registerReferralReactions(context),
    jobs: [
      { name: 'run-due-referrals', everyMs: 5000, run: () => runDueReferrals(context, context.db) },
      { name: 'follow-cases-of-referrals', everyMs: 1000, run: () => followCases(context, context.db) },
    ],
    liveTranslators: [(entries) => translateReferralEvents(context, entries)],
    setBacks: { referral: moveReferralTimes },
  };
}
