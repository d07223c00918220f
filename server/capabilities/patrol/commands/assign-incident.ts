import type { Actor } from '#capabilities/access';
import { assignIncident, loadForChange } from '#capabilities/incident';
import { canChange } from '#contract/incident-status';
import type { Assign } from '#contract/patrol';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { PatrolContext } from '../context.ts';
import { sendUnit } from './send-unit.ts';

/**
 * Names who goes first: a unit of the register, or a name alone for a car that is in no register.
 * @throws AppError `incident/change-not-allowed` when somebody was named before: a further unit is another act
 */
export async function assignToIncident(
  context: PatrolContext,
  work: Work,
  actor: Actor,
  incidentId: string,
  { unitId, unitName, ...rest }: Assign,
): Promise<void> {
  if (unitId === undefined) {
    return assignIncident(context, work, actor, incidentId, { ...rest, unitName: unitName ?? '' });
  }
  const { status } = await loadForChange(context, work, actor, incidentId, 'incident:assign');
  if (!canChange(status, 'assign')) {
    throw new AppError('incident/change-not-allowed', { params: { status, action: 'assign' } });
  }
  return sendUnit(context, work, actor, incidentId, { ...rest, unitId });
}
