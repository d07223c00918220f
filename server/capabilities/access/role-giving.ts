import type { AgencyKind } from '#contract/jurisdiction';
import type { Role } from '#contract/permission';

const STATION: readonly Role[] = ['duty-officer', 'patrol', 'superintendent', 'guest', 'administrator'];
const SOCIAL: readonly Role[] = ['caseworker', 'care-supervisor', 'guest', 'administrator'];
const RECEIVER: readonly Role[] = ['service-provider', 'service-supervisor', 'administrator'];

/**
 * The roles that each kind of agency has. A role counts for the agency and everything below it, so that a role at the
 * wrong kind of agency would allow too much (`national-desk` at a station reads every phone report of the country).
 */
const ROLES_AT: Record<AgencyKind, readonly Role[]> = {
  station: STATION,
  'centre-191': ['centre-191', 'administrator'],
  'provincial-police': ['province-commander', 'analyst', 'administrator'],
  region: ['province-commander', 'analyst', 'administrator'],
  'national-police': ['national-desk', 'analyst', 'outreach-officer', 'administrator'],
  'national-desk': ['national-desk', 'analyst', 'outreach-officer', 'administrator'],
  'provincial-social-office': [...SOCIAL, 'provincial-social-office', 'analyst', 'outreach-officer'],
  'tambon-centre': [...SOCIAL, 'volunteer', 'volunteer-leader', 'amphoe-volunteer-leader'],
  'education-fund': ['eef-officer', 'service-supervisor', 'analyst', 'administrator'],
  'service-provider': RECEIVER,
  'outreach-partner': ['outreach-partner', 'administrator'],
};

/** The roles that an administrator of this agency, or of an agency above it, may give here. */
export function rolesToGiveAt(kind: string): readonly Role[] {
  return Object.hasOwn(ROLES_AT, kind) ? ROLES_AT[kind as AgencyKind] : [];
}
