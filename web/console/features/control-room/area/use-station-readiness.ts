import { useQuery } from '@tanstack/react-query';
import { stationReadinessCountsSchema } from '#contract/jurisdiction';
import { getJson } from '../../../api/request.ts';

/** Stations of the user's branches: how many are ready, how many have no roster, and which ones alerts skip now. */
export function useStationReadiness() {
  return useQuery({
    queryKey: ['station-readiness'],
    queryFn: async ({ signal }) =>
      stationReadinessCountsSchema.parse(await getJson('/api/v1/station-readiness', signal)),
    refetchInterval: 30_000,
  });
}
