import { type Actor, listStaff } from '#capabilities/access';
import { listVisibleIncidents } from '#capabilities/incident';
import { mayFor } from '#capabilities/jurisdiction';
import { RETURNING_FOR_MS, unitStatusOf } from '#contract/unit-status';
import type { Unit as ShownUnit, Units } from '#contract/units';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { UnitsContext } from '../context.ts';
import { listOpenJobs } from '../store/assignment-rows.ts';
import { listUnitRows } from '../store/unit-rows.ts';
import { factsOf, serves, type Unit } from '../unit.ts';
import { showAssignment } from './list-incident-units.ts';

/** The units of the actor's branches and their own, or those of one agency among them. */
export async function listUnits(
  context: UnitsContext,
  connection: Connection,
  actor: Actor,
  { agencyId }: { agencyId?: string | undefined } = {},
): Promise<Units> {
  const all = await listUnitRows(connection, agencyId ? { agencyIds: [agencyId] } : 'all');
  return { now: context.clock.now().toISOString(), units: await showUnits(context, connection, actor, all) };
}

/** @throws AppError `units/not-found` */
export async function getUnit(
  context: UnitsContext,
  connection: Connection,
  actor: Actor,
  id: string,
): Promise<ShownUnit> {
  const [unit] = await showUnits(context, connection, actor, await listUnitRows(connection, { ids: [id] }));
  if (!unit) throw new AppError('units/not-found');
  return unit;
}

async function showUnits(
  context: UnitsContext,
  connection: Connection,
  actor: Actor,
  units: Unit[],
): Promise<ShownUnit[]> {
  const { jurisdiction, clock } = context;
  const theirs = units.filter(
    (unit) => mayFor(jurisdiction, actor, 'unit:view', [unit.agencyId]) || serves(actor, unit),
  );
  const unitIds = theirs.map(({ id }) => id);
  const jobs = await listOpenJobs(connection, unitIds);
  const incidentIds = [...new Set(jobs.map(({ incidentId }) => incidentId))];
  const seen = await listVisibleIncidents(context, connection, actor, incidentIds);
  const codes = new Map(seen.map(({ incident }) => [incident.id, incident.code]));
  const memberIds = theirs.flatMap((unit) => unit.memberIds);
  const people = new Map(
    (await listStaff(connection, { ids: memberIds }, clock.now())).map(({ id, name }) => [id, name]),
  );
  return theirs.map((unit) => {
    const own = jobs.filter((job) => job.unitId === unit.id && codes.has(job.incidentId));
    const status = unitStatusOf(factsOf(unit, own), clock.now());
    const manages = mayFor(jurisdiction, actor, 'unit:manage', [unit.agencyId]);
    const agency = jurisdiction.getAgency(unit.agencyId);
    return {
      id: unit.id,
      version: unit.version,
      agency: { id: agency.id, nameTh: agency.nameTh, nameEn: agency.nameEn },
      callSign: unit.callSign,
      kind: unit.kind,
      status,
      members: unit.memberIds.map((id) => ({ id, name: people.get(id) ?? '–' })),
      outOfServiceReason: unit.outOfServiceReason,
      outOfServiceAt: unit.outOfServiceAt?.toISOString() ?? null,
      returningUntil:
        status === 'returning' && unit.lastEndedAt
          ? new Date(unit.lastEndedAt.getTime() + RETURNING_FOR_MS).toISOString()
          : null,
      jobs: own.map((job) => ({ assignment: showAssignment(job), incidentCode: codes.get(job.incidentId) ?? '' })),
      actions: [
        ...(manages ? (['edit'] as const) : []),
        ...(manages || serves(actor, unit)
          ? ([unit.outOfServiceAt ? 'set-in-service' : 'set-out-of-service'] as const)
          : []),
        ...(status === 'returning' && (manages || serves(actor, unit)) ? (['set-back'] as const) : []),
      ],
      updatedAt: unit.updatedAt.toISOString(),
    };
  });
}
