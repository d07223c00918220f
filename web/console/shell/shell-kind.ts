import type { Me } from '#contract/access';

/** Which shell a person gets: an area's queue, their own jobs, incidents they were invited to, or no incidents. */
export function shellKindOf({ permissions }: Pick<Me, 'permissions'>): 'area' | 'patrol' | 'guest' | 'none' {
  if (permissions.includes('incident:view')) return 'area';
  if (permissions.includes('incident:view-assigned')) return 'patrol';
  return permissions.includes('incident:view-invited') ? 'guest' : 'none';
}
