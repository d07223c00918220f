import type { Actor } from '#capabilities/access';
import type { AuditEntry } from '#capabilities/audit';
import type { Jurisdiction } from '#capabilities/jurisdiction';

/** A viewer's memberships at the time of the view, and which of these stations had nobody on duty. */
export type ViewerContext = { serves: { agencyId: string; role: string }[]; nobodyOnDuty: string[] };

/**
 * Details about the viewer for each view. Recorded at once, because memberships and readiness change and can't be looked
 * up afterwards.
 */
export function viewerContextOf(
  tree: Pick<Jurisdiction, 'findAgency'>,
  actor: Pick<Actor, 'memberships'>,
): { serves: string[]; nobodyOnDuty: string[] } {
  const agencyIds = [...new Set(actor.memberships.map(({ agencyId }) => agencyId))];
  return {
    serves: actor.memberships.map(({ agencyId, role }) => `${role}@${agencyId}`),
    nobodyOnDuty: agencyIds.filter((id) => tree.findAgency(id)?.readiness === 'nobody-on-duty'),
  };
}

/** Reads it from an entry; undefined for entries without it. */
export function findViewerContext({ details }: Pick<AuditEntry, 'details'>): ViewerContext | undefined {
  const { serves, nobodyOnDuty } = details;
  if (!Array.isArray(serves)) return undefined;
  return {
    serves: serves.map((text: string) => {
      const [role = '', agencyId = ''] = text.split('@');
      return { role, agencyId };
    }),
    nobodyOnDuty: Array.isArray(nobodyOnDuty) ? [...nobodyOnDuty] : [],
  };
}
