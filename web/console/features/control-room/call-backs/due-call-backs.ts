import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { getJson } from '../../../api/request.ts';

export const CALL_BACKS_KEY = ['call-backs'] as const;

/** Of the list only what rings; the rest of its shape comes with its page, and not with the first load. */
const ringing = z.object({
  callBacks: z.array(z.object({ isDue: z.boolean(), claimedBy: z.unknown(), forbidden: z.string().nullable() })),
});

/** How many people somebody should be calling now, whom nobody is calling. */
export function useDueCallBacks(isPermitted: boolean): number {
  const due = useQuery({
    queryKey: [...CALL_BACKS_KEY, 'due'],
    queryFn: async ({ signal }) => ringing.parse(await getJson('/api/v1/call-backs', signal)).callBacks,
    enabled: isPermitted,
    // Live events tell of changes; what only becomes due by time is looked for.
    refetchInterval: 20_000,
  });
  return due.data?.filter(({ isDue, claimedBy, forbidden }) => isDue && !claimedBy && !forbidden).length ?? 0;
}
