import { useQuery } from '@tanstack/react-query';
import type { IncidentQueue } from '#contract/incident';
import { getAnswer } from '../../../api/request.ts';
import { orderRecent } from './order-queue.ts';

export const RECENT_KEY = ['incidents', 'recent'] as const;

/** Recently ended incidents; fetched when the list is shown, and again when one ends. */
export function useRecent(isShown: boolean) {
  return useQuery({
    queryKey: RECENT_KEY,
    queryFn: async ({ signal }) =>
      orderRecent((await getAnswer<IncidentQueue>('/api/v1/incidents?scope=recent', signal)).incidents),
    enabled: isShown,
  });
}
