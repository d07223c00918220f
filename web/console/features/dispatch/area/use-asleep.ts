import { useQuery } from '@tanstack/react-query';
import { agencyListSchema } from '#contract/jurisdiction';
import { getJson } from '../../../api/request.ts';

/** Stations of the branch that alerts pass over now. */
export function useAsleep(withinId: string | null) {
  return useQuery({
    queryKey: ['asleep', withinId],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ kind: 'station', limit: '200', ...(withinId && { within: withinId }) });
      const { agencies } = agencyListSchema.parse(await getJson(`/api/v1/agencies?${query}`, signal));
      return agencies.filter(({ readiness }) => readiness === 'nobody-on-duty' || readiness === 'no-heartbeat');
    },
    refetchInterval: 30_000,
  });
}
