import { useQuery } from '@tanstack/react-query';
import { type IncidentLooks, incidentLooksSchema, type UnusualLooks, unusualLooksSchema } from '#contract/looks';
import { getJson } from '../../api/request.ts';

export type Looker = IncidentLooks['people'][number];
export type Visit = Looker['visits'][number];
export type Part = Visit['parts'][number];
export type Finding = UnusualLooks['findings'][number];

/** Every reading is itself a look on record: once for each opening, not each time the window gets the focus. */
const READ_ONCE = { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnWindowFocus: false } as const;

export function useIncidentLooks(incidentId: string) {
  return useQuery({
    queryKey: ['sight', incidentId, 'looks'],
    queryFn: async ({ signal }) =>
      incidentLooksSchema.parse(await getJson(`/api/v1/incidents/${incidentId}/looks`, signal)),
    ...READ_ONCE,
  });
}

/** `days`: 1 to 31. */
export function useUnusualLooks(days: number) {
  return useQuery({
    queryKey: ['unusual-looks', days],
    queryFn: async ({ signal }) =>
      unusualLooksSchema.parse(await getJson(`/api/v1/audit/unusual-looks?days=${days}`, signal)),
    ...READ_ONCE,
  });
}

/** Who is worth a question first; among alike the server's order, newest first. */
export function flaggedFirst(people: readonly Looker[]): Looker[] {
  return [
    ...people.filter(({ unusual }) => unusual.length > 0),
    ...people.filter(({ unusual }) => unusual.length === 0),
  ];
}

/** Having a masked field shown is a deed in the record, but to a supervisor it is the closest look of all. */
export function isSeeing({ act, kind }: Part): boolean {
  return kind === 'look' || act === 'incident/unmask';
}

export function countLooks(people: readonly Looker[]): number {
  const parts = people.flatMap(({ visits }) => visits.flatMap((visit) => visit.parts));
  return parts.filter(isSeeing).reduce((sum, { times }) => sum + times, 0);
}
