import type { NamedAgency } from '#contract/incident';
import { useAgency } from '../../jurisdiction/index.ts';

/** One of one's own agencies, or one below them from the agency register. */
export function useNamedAgency(agencyId: string, mine: readonly NamedAgency[]): NamedAgency | undefined {
  const own = mine.find(({ id }) => id === agencyId);
  const other = useAgency(own ? undefined : agencyId).data;
  return own ?? other;
}
