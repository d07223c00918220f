import type { Me } from '#contract/access';

/** Which page a person works on: an area's desk, their own jobs, what they were invited to, or no incidents at all. */
export function shellKindOf({ permissions }: Pick<Me, 'permissions'>): 'area' | 'patrol' | 'guest' | 'none' {
  if (permissions.includes('incident:view')) return 'area';
  if (permissions.includes('incident:view-assigned')) return 'patrol';
  return permissions.includes('incident:view-invited') ? 'guest' : 'none';
}
