import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import type { IncidentDetail, IncidentSummary } from '#contract/incident';
import type { LiveEvent } from '#contract/live';
import { getAnswer } from '../../../api/request.ts';
import { RECENT_KEY } from '../queue/use-recent.ts';
import { followUnitChoice } from '../units/follow-units.ts';
import { applyToDetail } from './apply-to-detail.ts';

export const detailKey = (incidentId: string) => ['incident', incidentId] as const;

export function useDetail(incidentId: string) {
  return useQuery({
    queryKey: detailKey(incidentId),
    queryFn: ({ signal }) => getAnswer<IncidentDetail>(`/api/v1/incidents/${incidentId}`, signal),
  });
}

/** The details already loaded; requests nothing, because every request is a recorded view. */
export function useKnownDetail(incidentId: string): IncidentDetail | undefined {
  return useQueryClient().getQueryData<IncidentDetail>(detailKey(incidentId));
}

/**
 * Keeps opened incidents up to date with live events: shown at once, and reloaded where the event contains only a part.
 */
export function followDetails(client: QueryClient, event: LiveEvent): void {
  followUnitChoice(client, event);
  if (event.event === 'reload') return void client.invalidateQueries({ queryKey: ['incident'] });
  // Observing a query does not change the incident.
  if (event.event === 'alerted') return;
  const id = 'incident' in event ? event.incident.id : 'incidentId' in event ? event.incidentId : undefined;
  if (id === undefined) return;
  if (event.event === 'incident-gone') {
    forgetIncident(client, id);
    return;
  }
  const before = client.getQueryData<IncidentDetail>(detailKey(id));
  const known = client.getQueryState(detailKey(id));
  // An answer on its way may be older than this event: then it is requested again.
  const isOnItsWay = known?.fetchStatus === 'fetching';
  if (!before) {
    if (isOnItsWay) void askAgainAfter(client, id);
    // It was not visible when it was requested; a live event shows that it is now.
    else if (known?.status === 'error') void client.invalidateQueries({ queryKey: detailKey(id) });
    return;
  }
  const { detail, isStale } = applyToDetail(before, event);
  if (detail !== before) client.setQueryData(detailKey(id), detail);
  if (isStale || isOnItsWay) void client.invalidateQueries({ queryKey: detailKey(id) });
}

/** The first answer is awaited, because a flood of events must not delay it for ever. */
async function askAgainAfter(client: QueryClient, incidentId: string): Promise<void> {
  const queryKey = detailKey(incidentId);
  await client
    .getQueryCache()
    .find({ queryKey })
    ?.fetch()
    .catch(() => {});
  await client.invalidateQueries({ queryKey });
}

/**
 * This person may no longer see it: everything read of it is removed, and what is on screen is requested again and
 * answered as if it had never existed.
 */
function forgetIncident(client: QueryClient, incidentId: string): void {
  const isOf = (key: readonly unknown[]) => key[1] === incidentId;
  client.removeQueries({ type: 'inactive', predicate: ({ queryKey }) => isOf(queryKey) });
  void client.resetQueries({ predicate: ({ queryKey }) => isOf(queryKey) });
  client.setQueryData<IncidentSummary[]>(RECENT_KEY, (known) => known?.filter(({ id }) => id !== incidentId));
  // Others may name it: as a possible duplicate, or as their merge target.
  void client.invalidateQueries({ queryKey: ['incident'], predicate: ({ queryKey }) => !isOf(queryKey) });
}
