import { useQuery } from '@tanstack/react-query';
import { stationReadinessCountsSchema } from '#contract/jurisdiction';
import { getJson } from '../../../api/request.ts';

/** The stations of one's branches: how many are ready, keep no roster, and which alerts pass over now. */
export function useStationReadiness() {
  return useQuery({
    queryKey: ['station-readiness'],
    queryFn: async ({ signal }) =>
      stationReadinessCountsSchema.parse(await getJson('/api/v1/station-readiness', signal)),
    refetchInterval: 30_000,
  });
}
