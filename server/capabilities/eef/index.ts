import type { Access, Actor } from '#capabilities/access';
import type { Capability } from '#platform/capability';
import type { Database } from '#platform/database/database';
import { callLateChecks } from './commands/call-late-checks.ts';
import { followReferrals, forgetSchoolChecks, reopenForLeft } from './commands/follow-referrals.ts';
import { seedDemoChildren } from './commands/seed-demo-children.ts';
import type { EefContext } from './context.ts';
import { registerEefReactions } from './reactions.ts';
import { eefRoutes } from './routes.ts';
import { findLeft, findReferralToFollow } from './store/check-rows.ts';

type Deps = EefContext & { db: Database; access: Pick<Access, 'findActorOfPerson'> };

export function createEef(context: Deps): Capability<Actor> {
  return {
    routes: eefRoutes(context),
    reactions: () => registerEefReactions(context),
    jobs: [
      {
        ...{ name: 'follow-school-outcomes', everyMs: 1000, run: () => followReferrals(context.db) },
        finds: findReferralToFollow,
      },
      {
        ...{ name: 'reopen-for-left', everyMs: 1000, run: () => reopenForLeft(context, context.db) },
        finds: findLeft,
      },
      { name: 'call-late-school-checks', everyMs: 15_000, run: () => callLateChecks(context, context.db) },
      { name: 'forget-school-checks', everyMs: 3_600_000, run: () => forgetSchoolChecks(context.db) },
    ],
    seedDemonstration: (findPersonId) => seedDemoChildren(context, context.db, findPersonId),
  };
}
