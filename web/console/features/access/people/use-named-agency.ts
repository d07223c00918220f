import type { NamedAgency } from '#contract/incident';
import { useAgency } from '../../jurisdiction/index.ts';

/** One of the own agencies, or one below them, which the register knows. */
export function useNamedAgency(agencyId: string, mine: readonly NamedAgency[]): NamedAgency | undefined {
  const own = mine.find(({ id }) => id === agencyId);
  const other = useAgency(own ? undefined : agencyId).data;
  return own ?? other;
}
