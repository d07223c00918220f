import type { Agency } from '#contract/jurisdiction';

/** Root of the tree; no agency stands there, so a sight is always a path and never an empty (all-matching) one. */
const ROOT_PATH = 'th';

/** Agency codes: capitals, digits and hyphens, so that a code makes exactly one label of the tree and no two share one. */
export const AGENCY_CODE = /^[A-Z0-9][A-Z0-9-]{1,31}$/;

/** The path of an agency under its parent's path (or directly under the root). */
export function agencyPath(code: string, parentPath: string = ROOT_PATH): string {
  // PostgreSQL 15 allows no hyphen in an ltree label.
  return `${parentPath}.${code.replaceAll('-', '_')}`;
}

/**
 * The branch of the tree whose agencies' incidents the people of this agency may see; to be used as
 * `path <@ branch` in SQL and with `isInBranch` in code. Social offices see their own branch, hence no police incidents.
 */
export function visibilityOf(agency: Pick<Agency, 'kind' | 'path'>): string {
  if (agency.kind === 'national-police' || agency.kind === 'national-desk') return ROOT_PATH;
  if (agency.kind !== 'centre-191') return agency.path;
  // A 191 centre works for all of the province (or bureau) it belongs to.
  const parentPath = agency.path.slice(0, agency.path.lastIndexOf('.'));
  return parentPath === ROOT_PATH ? agency.path : parentPath;
}

/** Whether an agency at `path` lies in this branch of the tree. */
export function isInBranch(branch: string, path: string): boolean {
  return path === branch || path.startsWith(`${branch}.`);
}
