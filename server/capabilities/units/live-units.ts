import { type Actor, agenciesWith } from '#capabilities/access';
import { visibleBranches } from '#capabilities/incident';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { LiveEvent } from '#contract/live';
import type { Database } from '#platform/database/database';
import type { LoggedEvent } from '#platform/events/event-log';
import type { LiveItem } from '#platform/live/live-streams';
import { listUnitRows } from './store/unit-rows.ts';

type Tree = Pick<Jurisdiction, 'getAgency'>;

/** What of units an open console hears: those of the person's branches, and their own. */
export function unitAudiencesOf(tree: Tree, actor: Actor): string[] {
  const branches = visibleBranches(tree, agenciesWith(actor, 'unit:view'));
  return [
    ...branches.map(branchAudience),
    ...(actor.permissions.has('unit:serve') ? [memberAudience(actor.userId)] : []),
  ];
}

/**
 * That a unit changed, and not how: which of its jobs a reader may know of differs from one to the other, so each
 * console asks for itself. Several changes of one unit become one item.
 */
export async function translateUnitEvents(
  { db, jurisdiction }: { db: Database; jurisdiction: Tree },
  events: LoggedEvent[],
): Promise<LiveItem[]> {
  const changed = new Map(
    events.filter(({ type }) => type === 'unit-changed').map(({ seq, body }) => [String(body.unitId), seq]),
  );
  if (changed.size === 0) return [];
  const units = await listUnitRows(db, { ids: [...changed.keys()] });
  return units.map((unit) => {
    const labels = jurisdiction.getAgency(unit.agencyId).path.split('.');
    const branches = labels.map((_, end) => branchAudience(labels.slice(0, end + 1).join('.')));
    const data: LiveEvent = { event: 'unit-changed', unitId: unit.id, agencyId: unit.agencyId };
    return { seq: changed.get(unit.id) ?? 0, audiences: [...branches, ...unit.memberIds.map(memberAudience)], data };
  });
}

function branchAudience(sight: string): string {
  return `units:${sight}`;
}

function memberAudience(personId: string): string {
  return `unit-of:${personId}`;
}
