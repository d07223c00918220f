import { useQuery } from '@tanstack/react-query';
import { incidentQueueSchema } from '#contract/incident';
import { getJson } from '../../../api/request.ts';
import { orderRecent } from './order-queue.ts';

export const RECENT_KEY = ['incidents', 'recent'] as const;

/** Recently ended incidents; fetched when the list is shown, and again when one ends. */
export function useRecent(isShown: boolean) {
  return useQuery({
    queryKey: RECENT_KEY,
    queryFn: async ({ signal }) =>
      orderRecent(incidentQueueSchema.parse(await getJson('/api/v1/incidents?scope=recent', signal)).incidents),
    enabled: isShown,
  });
}
