import type { IncidentDetail } from '#contract/incident';

/** Who looked at an incident · from whom it is kept · who is invited to it. */
export const SIGHT_PARTS = ['looks', 'conflicts', 'guests'] as const;
export type SightPart = (typeof SIGHT_PARTS)[number];

/** What the server permits this person here, and whether they may see who looked. */
export function sightPartsFor(actions: IncidentDetail['actions'], mayAudit: boolean): SightPart[] {
  return SIGHT_PARTS.filter((part) => (part === 'looks' ? mayAudit : actions.includes(part)));
}
