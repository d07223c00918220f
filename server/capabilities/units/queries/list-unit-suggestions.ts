import type { Actor } from '#capabilities/access';
import { listPresence } from '#capabilities/duty';
import { getVisibleIncident, listConflicted, listHelpingBranches, listVisibleIncidents } from '#capabilities/incident';
import { distanceMetres, isInBranch, mayFor } from '#capabilities/jurisdiction';
import type { LatLng } from '#contract/position';
import { unitStatusOf } from '#contract/unit-status';
import type { UnitSuggestions } from '#contract/units';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { UnitsContext } from '../context.ts';
import { crewOf } from '../crew.ts';
import { listOpenJobs } from '../store/assignment-rows.ts';
import { listExactPositions } from '../store/position-rows.ts';
import { listUnitRows } from '../store/unit-rows.ts';
import { DETOUR, estimateMinutes } from '../travel-time.ts';
import { factsOf, type Unit } from '../unit.ts';
import { type Candidate, rankUnits } from '../unit-choice.ts';

/** An older position is not used. */
const KNOWN_FOR_MS = 10 * 60_000;

type AvailableUnit = {
  unit: Unit;
  status: Candidate['status'];
  place: LatLng;
  from: Candidate['from'];
  at: Date | null;
};

/**
 * Units that could go, best first, with the reasons. Left out are units that are out of service, were sent already, have
 * nobody on duty, or have a member from whom the incident is withheld.
 * @throws AppError `incident/not-found`, `access/not-permitted`
 */
export async function listUnitSuggestions(
  context: UnitsContext,
  connection: Connection,
  actor: Actor,
  incidentId: string,
): Promise<UnitSuggestions> {
  const { jurisdiction, clock } = context;
  const { incident, visibility } = await getVisibleIncident(context, connection, actor, incidentId);
  const mayAssign = mayFor(jurisdiction, actor, 'incident:assign', [incident.responsibleAgencyId]);
  // Travel times would reveal the place.
  if (!mayAssign || visibility.place !== 'exact') throw new AppError('access/not-permitted');
  const branches = await listHelpingBranches(context, connection, incidentId);
  const agencies = jurisdiction
    .listAgencies({})
    .filter(({ path }) => branches.some((branch) => isInBranch(branch, path)));
  const units = await listUnitRows(connection, { agencyIds: agencies.map(({ id }) => id) });
  const free = await listAvailable(context, connection, actor, { incidentId, units });
  const people = free.flatMap(({ unit }) => unit.memberIds);
  const presence = await listPresence(connection, people, clock.now());
  const crews = new Map(free.map(({ unit }) => [unit.id, crewOf(unit.memberIds, presence).length]));
  const isManned = ({ unit }: AvailableUnit) => (crews.get(unit.id) ?? 0) > 0;
  const available = free.filter(isManned);
  const to = { lat: incident.lat, lng: incident.lng };
  const { byUnit, via } = await estimateTravel(context, available, to);
  const candidates = available.map(({ unit, status, from }): Candidate => {
    const travel = byUnit.get(unit.id) ?? { minutes: 0, metres: 0 };
    return {
      unitId: unit.id,
      ...{ callSign: unit.callSign, kind: unit.kind, status, from },
      ...{ openJobs: unit.openCount, members: crews.get(unit.id) ?? 0 },
      ...{ travelMinutes: travel.minutes, metres: travel.metres },
    };
  });
  const atOf = new Map(available.map(({ unit, at }) => [unit.id, at]));
  return {
    now: clock.now().toISOString(),
    via,
    placeAccuracyMetres: incident.accuracyMetres,
    suggestions: rankUnits(candidates).map((one) => ({
      ...one,
      travelMinutes: Math.ceil(one.travelMinutes),
      metres: Math.round(one.metres),
      positionAt: atOf.get(one.unitId)?.toISOString() ?? null,
    })),
    withoutCrew: free.filter((one) => !isManned(one)).map(({ unit }) => unit.callSign),
  };
}

async function listAvailable(
  context: UnitsContext,
  connection: Connection,
  actor: Actor,
  { incidentId, units }: { incidentId: string; units: Unit[] },
): Promise<AvailableUnit[]> {
  const { jurisdiction, clock } = context;
  const now = clock.now();
  const ids = units.map(({ id }) => id);
  const jobs = await listOpenJobs(connection, ids);
  const seen = await listVisibleIncidents(context, connection, actor, [...new Set(jobs.map((job) => job.incidentId))]);
  const seenIds = new Set(seen.map(({ incident }) => incident.id));
  const places = await listExactPositions(connection, ids, new Date(now.getTime() - KNOWN_FOR_MS));
  const conflicted = (await listConflicted(connection, [incidentId])).get(incidentId) ?? [];
  return units.flatMap((unit): AvailableUnit[] => {
    const own = jobs.filter((job) => job.unitId === unit.id && seenIds.has(job.incidentId));
    const status = unitStatusOf(factsOf(unit, own), now);
    if (status === 'out-of-service' || own.length < unit.openCount) return [];
    if (own.some((job) => job.incidentId === incidentId)) return [];
    if (unit.memberIds.some((personId) => conflicted.includes(personId))) return [];
    const known = places.find(({ unitId }) => unitId === unit.id);
    if (known) return [{ unit, status, place: known, from: 'position', at: known.at }];
    const { position } = jurisdiction.getAgency(unit.agencyId);
    return [{ unit, status, place: position, from: 'station', at: null }];
  });
}

type Travel = { minutes: number; metres: number };

/** By road if the routing service answers, otherwise by straight line; boats and foot patrols always by straight line. */
async function estimateTravel(
  { roadTimes }: UnitsContext,
  available: AvailableUnit[],
  to: LatLng,
): Promise<{ byUnit: Map<string, Travel>; via: UnitSuggestions['via'] }> {
  const byUnit = new Map(
    available.map(({ unit, place }): [string, Travel] => [
      unit.id,
      { minutes: estimateMinutes(place, to, unit.kind), metres: distanceMetres(place, to) * DETOUR },
    ]),
  );
  const driving = available.filter(({ unit }) => unit.kind === 'car' || unit.kind === 'motorcycle');
  if (!roadTimes || driving.length === 0) return { byUnit, via: 'estimate' };
  const routes = await roadTimes(
    driving.map(({ place: { lat, lng } }) => ({ lat, lng })),
    to,
  );
  if (!routes) return { byUnit, via: 'estimate-instead' };
  for (const [index, { unit }] of driving.entries()) {
    const travel = routes[index];
    if (travel) byUnit.set(unit.id, { minutes: Math.max(1, travel.minutes), metres: travel.metres });
  }
  return { byUnit, via: 'road' };
}
