import type { Actor } from '#capabilities/access';
import type { LogEntry } from '#events/event-map';
import type { Capability } from '#platform/capability';
import type { Database } from '#platform/database/database';
import type { Log } from '#platform/log';
import type { ReferralContext } from './context.ts';
import { referralRoutes } from './routes.ts';
import { moveReferralTimes } from './store/set-back-rows.ts';

export function createReferral(context: ReferralContext & { db: Database; log: Log }): Capability<Actor, LogEntry> {
  return {
    routes: referralRoutes(context),
    setBacks: { referral: moveReferralTimes },
  };
}
