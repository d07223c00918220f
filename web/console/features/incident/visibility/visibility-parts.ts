import type { IncidentDetail } from '#contract/incident';

/** Who viewed an incident · from whom it is withheld · who is invited to it. */
export const VISIBLE_PARTS = ['views', 'conflicts', 'guests'] as const;
export type VisiblePart = (typeof VISIBLE_PARTS)[number];

/** What the server permits this person here, and whether they may review views. */
export function visiblePartsFor(actions: IncidentDetail['actions'], mayAudit: boolean): VisiblePart[] {
  return VISIBLE_PARTS.filter((part) => (part === 'views' ? mayAudit : actions.includes(part)));
}
