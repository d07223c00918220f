import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { getJson } from '../../../api/request.ts';

export const CALL_BACKS_KEY = ['call-backs'] as const;

/** Only the fields needed for the chime; the full schema is loaded with the page, not with the first load. */
const ringing = z.object({
  callBacks: z.array(z.object({ isDue: z.boolean(), claimedBy: z.unknown(), forbidden: z.string().nullable() })),
});

/** Number of call-backs that are due and not claimed. */
export function useDueCallBacks(isPermitted: boolean): number {
  const due = useQuery({
    queryKey: [...CALL_BACKS_KEY, 'due'],
    queryFn: async ({ signal }) => ringing.parse(await getJson('/api/v1/call-backs', signal)).callBacks,
    enabled: isPermitted,
    // Live events report changes; entries become due by time alone, so the list is also polled.
    refetchInterval: 20_000,
  });
  return due.data?.filter(({ isDue, claimedBy, forbidden }) => isDue && !claimedBy && !forbidden).length ?? 0;
}
