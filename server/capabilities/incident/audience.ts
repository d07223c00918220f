import { type Actor, agenciesWith } from '#capabilities/access';
import { isInBranch, type Jurisdiction } from '#capabilities/jurisdiction';
import { visibleBranches } from './visibility.ts';

type Tree = Pick<Jurisdiction, 'getAgency'>;

/** Whom an incident's live items are for, and whom they must not reach. */
export type Listeners = {
  agencyIds: string[];
  assigneeIds: string[];
  /** Whose invitation is in force. */
  guestIds: string[];
  conflictedIds: string[];
};

/** What an open console listens to: the same rights as `incidentVisibilityOf` asks for, as names that an item can be sent to. */
export function audiencesOfPerson(tree: Tree, actor: Actor): string[] {
  const viewing = visibleBranches(tree, agenciesWith(actor, 'incident:view'));
  const exact = visibleBranches(tree, agenciesWith(actor, 'incident:view-place'));
  return [
    personAudience(actor.userId),
    ...viewing.flatMap((sight) =>
      exact.some((wider) => isInBranch(wider, sight))
        ? [exactAudience(sight)]
        : [coarseAudience(sight), ...exact.filter((narrower) => isInBranch(sight, narrower)).map(exactAudience)],
    ),
    ...(actor.permissions.has('incident:view-assigned') ? [assigneeAudience(actor.userId)] : []),
    ...(actor.permissions.has('incident:view-invited') ? [guestAudience(actor.userId)] : []),
  ];
}

/** Who sees the incident with its exact place: branches of the tree that hold one of its agencies, and who was sent. */
export function exactAudiences(tree: Tree, { agencyIds, assigneeIds }: Listeners): string[] {
  return [...branchesOf(tree, agencyIds).map(exactAudience), ...assigneeIds.map(assigneeAudience)];
}

/** Who sees it with the subdistrict only. */
export function coarseAudiences(tree: Tree, { agencyIds, guestIds }: Listeners): string[] {
  return [...branchesOf(tree, agencyIds).map(coarseAudience), ...guestIds.map(guestAudience)];
}

/** Somebody's own open consoles, whatever they may see. */
export function personAudience(personId: string): string {
  return `person:${personId}`;
}

/** Every branch of the tree from which one of the agencies is seen. */
function branchesOf(tree: Tree, agencyIds: string[]): string[] {
  const branches = agencyIds.flatMap((id) => {
    const labels = tree.getAgency(id).path.split('.');
    return labels.map((_, end) => labels.slice(0, end + 1).join('.'));
  });
  return [...new Set(branches)];
}

function exactAudience(branch: string): string {
  return `branch:${branch}`;
}

function coarseAudience(branch: string): string {
  return `coarse:${branch}`;
}

function assigneeAudience(personId: string): string {
  return `sent:${personId}`;
}

function guestAudience(personId: string): string {
  return `guest:${personId}`;
}
