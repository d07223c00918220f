import type { Actor } from '#capabilities/access';
import { HELP_ACTIONS, type HelpAction, type HelpTimelineKind } from '#contract/help';
import type { HelpChanged } from '#contract/help-api';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { HelpContext } from '../context.ts';
import { daysFor } from '../help-clock.ts';
import { HELP_RULES } from '../help-rules.ts';
import { endRequest, type HelpRequest, moveRequest } from '../request.ts';
import { listProposals } from '../store/decision-rows.ts';
import { listEarlier } from '../store/request-rows.ts';
import { loadRequest } from './load-request.ts';
import { recordHelpChange, toChanged } from './record-change.ts';

/** A worker takes it on, and from now on the ten or fifteen days run. */
export async function receiveRequest(context: HelpContext, work: Work, actor: Actor, id: string): Promise<HelpChanged> {
  const before = await loadRequest(context, work, actor, id, HELP_ACTIONS.receive.permission);
  const now = context.clock.now();
  const moved = moveRequest(before, 'receive', now);
  const earlier = await listEarlier(work.tx, before);
  const isKnownClient = earlier.some(({ samePerson, status }) => samePerson && status !== 'withdrawn');
  const clockDays = daysFor(isKnownClient);
  const changed = { ...moved, isKnownClient, receivedAt: now, clockFrom: now, clockDays, workerId: actor.userId };
  const details = { days: clockDays, known: isKnownClient };
  return toChanged(
    await recordHelpChange(context, work, { before, changed }, [
      { kind: 'received', by: actor, details, codes: details },
    ]),
  );
}

const STEPS = {
  'wait-for-budget': 'waiting-for-budget',
  'begin-payment': 'payment-begun',
} as const satisfies Partial<Record<HelpAction, HelpTimelineKind>>;

/** A step that nothing else comes with. */
export function stepOf(action: keyof typeof STEPS) {
  return async (context: HelpContext, work: Work, actor: Actor, id: string): Promise<HelpChanged> => {
    const before = await loadRequest(context, work, actor, id, HELP_ACTIONS[action].permission);
    const changed = moveRequest(before, action, context.clock.now());
    return toChanged(await recordHelpChange(context, work, { before, changed }, [{ kind: STEPS[action], by: actor }]));
  };
}

/** Above the limit a committee is asked before anybody approves it. @throws AppError `help/committee-not-needed` */
export async function askCommittee(context: HelpContext, work: Work, actor: Actor, id: string): Promise<HelpChanged> {
  const before = await loadRequest(context, work, actor, id, HELP_ACTIONS['ask-committee'].permission);
  const changed = moveRequest(before, 'ask-committee', context.clock.now());
  const open = (await listProposals(work.tx, id)).find(({ decision }) => decision === null);
  if ((open?.amount ?? 0) <= HELP_RULES.committee.aboveBaht) throw new AppError('help/committee-not-needed');
  const details = { amount: open?.amount ?? 0 };
  const step = { kind: 'committee-asked', by: actor, details, codes: details } as const;
  return toChanged(await recordHelpChange(context, work, { before, changed }, [step]));
}

/** The person has it: nothing is left to do. */
export async function closeRequest(context: HelpContext, work: Work, actor: Actor, id: string): Promise<HelpChanged> {
  const before = await loadRequest(context, work, actor, id, HELP_ACTIONS.close.permission);
  const changed = endRequest(before, 'close', 'received', context.clock.now());
  return toChanged(await recordHelpChange(context, work, { before, changed }, [{ kind: 'closed', by: actor }]));
}

/** Nothing but the danger was asked for, and the police have it. @throws AppError `help/no-incident` */
export async function leaveToIncident(
  context: HelpContext,
  work: Work,
  actor: Actor,
  id: string,
): Promise<HelpChanged> {
  const before = await loadRequest(context, work, actor, id, HELP_ACTIONS['leave-to-incident'].permission);
  if (!before.dangerReportId) throw new AppError('help/no-incident');
  const changed: HelpRequest = endRequest(before, 'leave-to-incident', 'incident', context.clock.now());
  return toChanged(
    await recordHelpChange(context, work, { before, changed }, [{ kind: 'left-to-incident', by: actor }]),
  );
}
