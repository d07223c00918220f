import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type Staff, staffSchema } from '#contract/incident-visibility';
import { ROLES } from '#contract/permission';
import { getJson } from '../../../api/request.ts';

export type Colleague = Staff['people'][number];

/** A single letter would list half the staff. */
export const SEARCH_FROM_LETTERS = 2;

/** Staff of any agency whose name contains the text. */
export function useStaffSearch(text: string) {
  return useQuery({
    queryKey: ['staff', text],
    queryFn: async ({ signal }) =>
      staffSchema.parse(await getJson(`/api/v1/staff?search=${encodeURIComponent(text)}`, signal)).people,
    enabled: text.length >= SEARCH_FROM_LETTERS,
    placeholderData: keepPreviousData,
  });
}

/** Who can be sent to the incident, patrols first. */
export function useOfficers(incidentId: string) {
  return useQuery({
    queryKey: ['visibility', incidentId, 'officers'],
    queryFn: async ({ signal }) =>
      patrolsFirst(staffSchema.parse(await getJson(`/api/v1/incidents/${incidentId}/officers`, signal)).people),
  });
}

export function isPatrol({ serves }: Colleague): boolean {
  return serves.some(({ role }) => role === 'patrol');
}

export function patrolsFirst(people: readonly Colleague[]): Colleague[] {
  return [...people.filter(isPatrol), ...people.filter((one) => !isPatrol(one))];
}

/** Partners, whose role sees only what it is invited to; everybody else sees incidents by area or not at all. */
export function canBeGuest({ serves }: Colleague): boolean {
  return serves.some(({ role }) => (ROLES[role] as readonly string[]).includes('incident:view-invited'));
}
