import { useQuery } from '@tanstack/react-query';
import {
  type IncidentViews,
  incidentViewsSchema,
  type UnusualViews,
  unusualViewsSchema,
} from '#contract/access-review';
import { getJson } from '../../api/request.ts';

export type Viewer = IncidentViews['people'][number];
export type Visit = Viewer['visits'][number];
export type Part = Visit['parts'][number];
export type Finding = UnusualViews['findings'][number];

/** Every request is itself recorded as a view: once for each opening, not whenever the window gets the focus. */
const READ_ONCE = { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnWindowFocus: false } as const;

export function useIncidentViews(incidentId: string) {
  return useQuery({
    queryKey: ['visibility', incidentId, 'views'],
    queryFn: async ({ signal }) =>
      incidentViewsSchema.parse(await getJson(`/api/v1/incidents/${incidentId}/views`, signal)),
    ...READ_ONCE,
  });
}

/** `days`: 1 to 31. */
export function useUnusualViews(days: number) {
  return useQuery({
    queryKey: ['unusual-views', days],
    queryFn: async ({ signal }) =>
      unusualViewsSchema.parse(await getJson(`/api/v1/access-review/unusual-views?days=${days}`, signal)),
    ...READ_ONCE,
  });
}

/** People with unusual views first; otherwise in the server's order, newest first. */
export function flaggedFirst(people: readonly Viewer[]): Viewer[] {
  return [
    ...people.filter(({ unusual }) => unusual.length > 0),
    ...people.filter(({ unusual }) => unusual.length === 0),
  ];
}

/** Unmasking is recorded as an action, but counts as a view for supervisors. */
export function isView({ action, kind }: Part): boolean {
  return kind === 'view' || action === 'incident/unmask';
}

export function countViews(people: readonly Viewer[]): number {
  const parts = people.flatMap(({ visits }) => visits.flatMap((visit) => visit.parts));
  return parts.filter(isView).reduce((sum, { times }) => sum + times, 0);
}
