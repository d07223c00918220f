import type { Actor } from '#capabilities/access';
import { listPresence } from '#capabilities/duty';
import { assignIncident, listHelpingAgencyIds, loadForChange, notAllowed } from '#capabilities/incident';
import { isInBranch, visibilityOf } from '#capabilities/jurisdiction';
import { canChange } from '#contract/incident-status';
import type { Assign } from '#contract/units';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { UnitsContext } from '../context.ts';
import { crewOf } from '../crew.ts';
import { listUnitRows } from '../store/unit-rows.ts';
import { sendUnit } from './send-unit.ts';

/**
 * Names who goes first: a unit of the register, or a name alone for a car that is in no register. A name that is a
 * unit's own call sign means that unit: typed or tapped, nobody is sent a car without people.
 * @throws AppError `incident/change-not-allowed` when somebody was named before: a further unit is another act;
 *   `units/without-crew` when everybody who is named with it is off duty
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

async function findUnitCalled({ jurisdiction }: UnitsContext, { tx }: Work, incidentId: string, name: string) {
  const branches = (await listHelpingAgencyIds(tx, incidentId)).map((id) => visibilityOf(jurisdiction.getAgency(id)));
  const agencies = jurisdiction
    .listAgencies({})
    .filter(({ path }) => branches.some((sight) => isInBranch(sight, path)));
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
