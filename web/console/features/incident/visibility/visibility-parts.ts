import type { IncidentDetail } from '#contract/incident';
import { VISIBILITY_PARTS, type VisibilityPart } from '../../../router.ts';

/** What the server permits this person here, and whether they may review views. */
export function visibilityPartsFor(actions: IncidentDetail['actions'], mayAudit: boolean): VisibilityPart[] {
  return VISIBILITY_PARTS.filter((part) => (part === 'views' ? mayAudit : actions.includes(part)));
}
