import { listAlertFacts } from '#capabilities/incident';
import type { Work } from '#platform/database/transaction';
import type { AlertingContext } from '../context.ts';
import { changeState } from './change-state.ts';

/** Somebody has it: their own notices are acknowledged, and what has not gone out yet need not go any more. */
export async function noteAcknowledgement(context: AlertingContext, work: Work, incidentId: string): Promise<void> {
  const [facts] = await listAlertFacts(work.tx, [incidentId]);
  const personId = facts?.acknowledgedById;
  if (personId) await changeState(context, work, { incidentIds: [incidentId], personId }, 'acknowledged');
  await changeState(context, work, { incidentIds: [incidentId] }, 'overtaken');
}
