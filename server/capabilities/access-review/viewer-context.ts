import type { Actor } from '#capabilities/access';
import type { AuditEntry } from '#capabilities/audit';
import type { Jurisdiction } from '#capabilities/jurisdiction';

/** Where somebody served, and which of these stations had said that nobody was on duty, when they looked. */
export type ViewerContext = { serves: { agencyId: string; role: string }[]; nobodyOnDuty: string[] };

/**
 * What every look keeps of its looker. Written down at the time: who served where and who was on duty can't be asked
 * afterwards, because memberships and readiness go on changing.
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

/** Reads it back; undefined for an entry that was written without it. */
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
