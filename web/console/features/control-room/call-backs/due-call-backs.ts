import { useQuery } from '@tanstack/react-query';
import type { CallBack } from '#contract/control-room';
import { getAnswer } from '../../../api/request.ts';

export const CALL_BACKS_KEY = ['call-backs'] as const;

/** Number of call-backs that are due and not claimed. */
export function useDueCallBacks(isPermitted: boolean): number {
  const due = useQuery({
    queryKey: [...CALL_BACKS_KEY, 'due'],
    queryFn: async ({ signal }) => (await getAnswer<{ callBacks: CallBack[] }>('/api/v1/call-backs', signal)).callBacks,
    enabled: isPermitted,
    // Live events report changes; entries become due by time alone, so the list is also polled.
    refetchInterval: 20_000,
  });
  return due.data?.filter(({ isDue, claimedBy, forbidden }) => isDue && !claimedBy && !forbidden).length ?? 0;
}
