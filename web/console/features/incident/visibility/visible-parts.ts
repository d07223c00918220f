import type { IncidentDetail } from '#contract/incident';

/** Who looked at an incident · from whom it is kept · who is invited to it. */
export const VISIBLE_PARTS = ['views', 'conflicts', 'guests'] as const;
export type VisiblePart = (typeof VISIBLE_PARTS)[number];

/** What the server permits this person here, and whether they may see who looked. */
export function visiblePartsFor(actions: IncidentDetail['actions'], mayAudit: boolean): VisiblePart[] {
  return VISIBLE_PARTS.filter((part) => (part === 'views' ? mayAudit : actions.includes(part)));
}
