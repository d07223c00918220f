import type { Actor } from '#capabilities/access';
import type { Capability } from '#platform/capability';
import type { Database } from '#platform/database/database';
import type { Notifier } from '#platform/events/notifier';
import { executeDueSteps, executePassedOverSteps } from './commands/execute-due-steps.ts';
import { notifyWaitingReporters } from './commands/notify-waiting-reporters.ts';
import { startMissingRuns } from './commands/start-missing-runs.ts';
import { moveRuns } from './commands/start-run.ts';
import { ESCALATION_TOPIC, type EscalationContext } from './context.ts';
import { createPolicies, POLICIES_TOPIC } from './policies.ts';
import { registerEscalationReactions } from './reactions.ts';
import { escalationRoutes } from './routes.ts';
import { findDueRun, findReporterUpdate, findRingingRun } from './store-runs.ts';

type Deps = Omit<EscalationContext, 'policies'> & { db: Database; notifier: Notifier };

export function createEscalation(deps: Deps): Capability<Actor> {
  const { db, notifier, log, clock } = deps;
  const policies = createPolicies(db);
  const context: EscalationContext = { ...deps, policies };
  notifier.on(POLICIES_TOPIC, () => {
    policies.refresh().catch((error) => log.error({ error }, 'could not refresh the escalation policies'));
  });
  return {
    routes: escalationRoutes(context),
    reactions: () => registerEscalationReactions(context),
    jobs: [
      // A fifth of what a step may be late by.
      {
        ...{
          name: 'execute-due-steps',
          everyMs: 200,
          topic: ESCALATION_TOPIC,
          run: () => executeDueSteps(context, db),
        },
        finds: () => findDueRun(clock.now()),
      },
      {
        ...{ name: 'execute-passed-over-steps', everyMs: 1000, run: () => executePassedOverSteps(context, db) },
        finds: findRingingRun,
      },
      {
        ...{ name: 'notify-waiting-reporters', everyMs: 500, run: () => notifyWaitingReporters(context, db) },
        finds: findReporterUpdate,
      },
      { name: 'start-missing-runs', everyMs: 10_000, run: () => startMissingRuns(context, db) },
    ],
    setBacks: { escalation: (work, setBack) => moveRuns(context, work, setBack) },
  };
}
