import { useQuery } from '@tanstack/react-query';
import { handOversSchema } from '#contract/care';
import { stationOutcomesSchema } from '#contract/station-outcomes';
import { getJson } from '../../api/request.ts';

/** Hand-overs to the user's centres or from their stations, newest first. */
export function useHandOvers() {
  return useQuery({
    queryKey: ['hand-overs'],
    queryFn: async ({ signal }) => handOversSchema.parse(await getJson('/api/v1/care/hand-overs', signal)).handOvers,
  });
}

export function useStationOutcomes(days: number) {
  return useQuery({
    queryKey: ['station-outcomes', days],
    queryFn: async ({ signal }) =>
      stationOutcomesSchema.parse(await getJson(`/api/v1/station-outcomes?days=${days}`, signal)).stations,
  });
}
