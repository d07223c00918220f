import { listAlertFacts } from '#capabilities/incident';
import { ALERT_KINDS, isOrder, UNIT_NEWS } from '#contract/alert-kind';
import type { Work } from '#platform/database/transaction';
import type { AlertingContext } from '../context.ts';
import { changeState } from './change-state.ts';

/** What an officer's answer settles: an order to a crew, and a crew's call for back-up, are answered apart from it. */
const SETTLED = ALERT_KINDS.filter((kind) => !isOrder(kind) && !UNIT_NEWS.some((news) => news === kind));

/** Somebody has it: their own notices are acknowledged, and what has not gone out yet need not go any more. */
export async function noteAcknowledgement(context: AlertingContext, work: Work, incidentId: string): Promise<void> {
  const [facts] = await listAlertFacts(work.tx, [incidentId]);
  const personId = facts?.acknowledgedById;
  const choice = { incidentIds: [incidentId], kinds: SETTLED };
  if (personId) await changeState(context, work, { ...choice, personId }, 'acknowledged');
  await changeState(context, work, choice, 'cancelled');
}
