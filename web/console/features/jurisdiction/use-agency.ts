import { useQuery } from '@tanstack/react-query';
import { agencyKey, getAgency } from './agencies.ts';

/** One agency: where it is and whether anybody is there. */
export function useAgency(agencyId: string | undefined) {
  return useQuery({
    queryKey: agencyKey(agencyId ?? ''),
    queryFn: ({ signal }) => getAgency(agencyId ?? '', signal),
    enabled: agencyId !== undefined,
  });
}
