import { useQuery } from '@tanstack/react-query';
import type { UnitKind } from '#contract/unit-status';
import { crewSchema, type Unit, unitSchema, unitsSchema } from '#contract/units';
import { getJson, postJson } from '../../../api/request.ts';

export const UNITS_KEY = ['units'] as const;

/** Every unit of the user's area, with its jobs. */
export function useUnits() {
  return useQuery({
    queryKey: UNITS_KEY,
    queryFn: async ({ signal }) => unitsSchema.parse(await getJson('/api/v1/units', signal)).units,
    // A returning unit becomes free after a while without an event.
    refetchInterval: 60_000,
  });
}

/** People who can join a unit of the agency. */
export function useCrew(agencyId: string) {
  return useQuery({
    queryKey: ['crew', agencyId],
    queryFn: async ({ signal }) => crewSchema.parse(await getJson(`/api/v1/agencies/${agencyId}/crew`, signal)).people,
  });
}

export type UnitForm = { callSign: string; kind: UnitKind; memberIds: string[] };

export async function saveUnit(where: { agencyId: string; unit: Unit | null }, form: UnitForm): Promise<void> {
  const path = where.unit ? `/api/v1/units/${where.unit.id}/change` : `/api/v1/agencies/${where.agencyId}/units`;
  unitSchema.parse(await postJson(path, form, crypto.randomUUID()));
}

export async function disbandUnit(unitId: string): Promise<void> {
  await postJson(`/api/v1/units/${unitId}/disband`, {}, crypto.randomUUID());
}

export type Service = { service: 'in-service' | 'out-of-service' | 'back'; reason?: string };

export async function setService(unitId: string, service: Service): Promise<void> {
  await postJson(`/api/v1/units/${unitId}/service`, service, crypto.randomUUID());
}

/** Number of units that are free, have a job, or are out of service. */
export function countUnits(units: readonly Unit[]): { free: number; busy: number; off: number } {
  const off = units.filter(({ status }) => status === 'out-of-service').length;
  const free = units.filter(({ status }) => status === 'available' || status === 'returning').length;
  return { free, off, busy: units.length - free - off };
}
