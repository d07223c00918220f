import { type QueryClient, useQuery } from '@tanstack/react-query';
import { type IncidentDetail, incidentDetailSchema } from '#contract/incident';
import type { LiveEvent } from '#contract/live';
import { getJson } from '../../../api/request.ts';
import { applyToDetail } from './apply-to-detail.ts';

export const detailKey = (incidentId: string) => ['incident', incidentId] as const;

export function useDetail(incidentId: string) {
  return useQuery({
    queryKey: detailKey(incidentId),
    queryFn: async ({ signal }) => incidentDetailSchema.parse(await getJson(`/api/v1/incidents/${incidentId}`, signal)),
  });
}

/** Keeps opened incidents true to what is heard live: shown at once, and read again where the event says less than all. */
export function followDetails(client: QueryClient, event: LiveEvent): void {
  if (event.event === 'reload') return void client.invalidateQueries({ queryKey: ['incident'] });
  const id = 'incident' in event ? event.incident.id : 'incidentId' in event ? event.incidentId : undefined;
  if (id === undefined) return;
  const before = client.getQueryData<IncidentDetail>(detailKey(id));
  if (!before) return;
  const { detail, isStale } = applyToDetail(before, event);
  if (detail !== before) client.setQueryData(detailKey(id), detail);
  if (isStale) void client.invalidateQueries({ queryKey: detailKey(id) });
}
