import { type Actor, agenciesWith } from '#capabilities/access';
import { branchesOver, type Jurisdiction, visibleBranches } from '#capabilities/jurisdiction';
import type { LiveEvent } from '#contract/live';
import type { LogEntry } from '#events/event-map';
import type { Database } from '#platform/database/database';
import type { LiveItem } from '#platform/live/live-streams';
import { listUnitRows } from './store/unit-rows.ts';

type Tree = Pick<Jurisdiction, 'getAgency'>;

/** Live audiences for units: those of the actor's branches, and the actor's own unit. */
export function unitAudiencesOf(tree: Tree, actor: Actor): string[] {
  const branches = visibleBranches(tree, agenciesWith(actor, 'unit:view'));
  return [
    ...branches.map(branchAudience),
    ...(actor.permissions.has('unit:serve') ? [memberAudience(actor.userId)] : []),
  ];
}

/**
 * Says that a unit changed, but not how: readers may see different jobs of it, so each console reads it with its own
 * rights. Several changes of one unit become one item.
 */
export async function translateUnitEvents(
  { db, jurisdiction }: { db: Database; jurisdiction: Tree },
  events: LogEntry[],
): Promise<LiveItem[]> {
  const changed = new Map(
    events.flatMap(({ seq, type, body }) => (type === 'unit-changed' ? [[body.unitId, seq]] : [])),
  );
  if (changed.size === 0) return [];
  const units = await listUnitRows(db, { ids: [...changed.keys()] });
  return units.map((unit) => {
    const branches = branchesOver(jurisdiction.getAgency(unit.agencyId).path).map(branchAudience);
    const data: LiveEvent = { event: 'unit-changed', unitId: unit.id, agencyId: unit.agencyId };
    return { seq: changed.get(unit.id) ?? 0, audiences: [...branches, ...unit.memberIds.map(memberAudience)], data };
  });
}

function branchAudience(branch: string): string {
  return `units:${branch}`;
}

function memberAudience(personId: string): string {
  return `unit-of:${personId}`;
}
