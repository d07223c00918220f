import type { Actor } from '#capabilities/access';
import { listPresence } from '#capabilities/duty';
import { assignIncident, listHelpingBranches, loadForChange, notAllowed } from '#capabilities/incident';
import { isInBranch } from '#capabilities/jurisdiction';
import { canChange } from '#contract/incident-status';
import type { Assign } from '#contract/units';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { UnitsContext } from '../context.ts';
import { crewOf } from '../crew.ts';
import { listUnitRows } from '../store/unit-rows.ts';
import { sendUnit } from './send-unit.ts';

/**
 * Assigns the first unit: a registered one, or a name alone for a car that is not registered. A name that is the call
 * sign of a registered unit means that unit, so that a unit without crew is refused however it was entered.
 * @throws AppError `incident/change-not-allowed` when a unit was assigned before (a further one is sent by `sendUnit`);
 *   `units/without-crew` when everybody named with it is off duty
 */
export async function assignToIncident(
  context: UnitsContext,
  work: Work,
  actor: Actor,
  incidentId: string,
  { unitId: askedId, unitName = '', ...rest }: Assign,
): Promise<void> {
  const incident = await loadForChange(context, work, actor, incidentId, 'incident:assign');
  const unitId = askedId ?? (await findUnitCalled(context, work, incidentId, unitName));
  if (unitId === undefined) {
    await mustBeOnDuty(context, work, unitName, rest.officerIds ?? []);
    return assignIncident(context, work, actor, incidentId, { ...rest, unitName });
  }
  if (!canChange(incident.status, 'assign')) throw notAllowed(incident, 'assign');
  return sendUnit(context, work, actor, incidentId, { ...rest, unitId });
}

async function findUnitCalled(context: UnitsContext, { tx }: Work, incidentId: string, name: string) {
  const branches = await listHelpingBranches(context, tx, incidentId);
  const agencies = context.jurisdiction
    .listAgencies({})
    .filter(({ path }) => branches.some((branch) => isInBranch(branch, path)));
  const units = await listUnitRows(tx, { agencyIds: agencies.map(({ id }) => id) });
  const called = name.trim().toLowerCase();
  return units.find(({ callSign }) => callSign.toLowerCase() === called)?.id;
}

async function mustBeOnDuty(
  { clock }: UnitsContext,
  { tx }: Work,
  unit: string,
  officerIds: readonly string[],
): Promise<void> {
  if (officerIds.length === 0) return;
  const crew = crewOf(officerIds, await listPresence(tx, officerIds, clock.now()));
  if (crew.length === 0) throw new AppError('units/without-crew', { params: { unit } });
}
