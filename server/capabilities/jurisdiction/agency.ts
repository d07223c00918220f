import type { Agency } from '#contract/jurisdiction';

/** Root of the tree. It is no agency, so that a branch is always a path and never empty, which would match all. */
const ROOT_PATH = 'th';

/** Agency codes: capitals, digits and hyphens, so that each code maps to exactly one label of the tree. */
export const AGENCY_CODE = /^[A-Z0-9][A-Z0-9-]{1,31}$/;

/** The path of an agency under its parent's path (or directly under the root). */
export function agencyPath(code: string, parentPath: string = ROOT_PATH): string {
  // PostgreSQL 15 allows no hyphen in an ltree label.
  return `${parentPath}.${code.replaceAll('-', '_')}`;
}

/**
 * The branch of the tree whose agencies' incidents the people of this agency may see: `path <@ branch` in SQL,
 * `isInBranch` in code. Social agencies see their own branch, hence no police incidents.
 */
export function visibilityOf(agency: Pick<Agency, 'kind' | 'path'>): string {
  if (agency.kind === 'national-police' || agency.kind === 'national-desk') return ROOT_PATH;
  if (agency.kind !== 'centre-191') return agency.path;
  // A 191 centre works for the whole province (or bureau) it belongs to.
  const parentPath = agency.path.slice(0, agency.path.lastIndexOf('.'));
  return parentPath === ROOT_PATH ? agency.path : parentPath;
}

/** Whether an agency at `path` is in this branch of the tree. */
export function isInBranch(branch: string, path: string): boolean {
  return path === branch || path.startsWith(`${branch}.`);
}

/** Every branch of the tree that contains the agency at this path, from the root to its own. */
export function branchesOver(path: string): string[] {
  const labels = path.split('.');
  return labels.map((_, end) => labels.slice(0, end + 1).join('.'));
}
