import type { Staff } from '#capabilities/access';
import type { AuditEntry } from '#capabilities/audit';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { IncidentViews } from '#contract/access-review';
import { findViewerContext } from './viewer-context.ts';

type Viewer = IncidentViews['people'][number]['person'];

/** A person by today's name, with the memberships at their last view; with today's if they have only actions. */
export function nameViewer(
  tree: Pick<Jurisdiction, 'findAgency'>,
  id: string,
  staff: readonly Staff[],
  entries: readonly AuditEntry[],
): Viewer {
  const known = staff.find((one) => one.id === id);
  const viewerContext = entries.map(findViewerContext).find((one) => one !== undefined);
  const serves = (viewerContext?.serves ?? known?.memberships ?? []).map(({ agencyId, role }) => {
    const agency = tree.findAgency(agencyId);
    return { role, agency: agency ? { id: agency.id, nameTh: agency.nameTh, nameEn: agency.nameEn } : null };
  });
  return { id, name: known?.name ?? null, serves };
}
