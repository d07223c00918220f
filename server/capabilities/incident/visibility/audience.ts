import { type Actor, agenciesWith } from '#capabilities/access';
import { branchesOver, isInBranch, type Jurisdiction, visibleBranches } from '#capabilities/jurisdiction';

type Tree = Pick<Jurisdiction, 'getAgency'>;

/** Who receives an incident's live items, and who must not. */
export type Listeners = {
  agencyIds: string[];
  assigneeIds: string[];
  /** Guests whose invitation is in force. */
  guestIds: string[];
  conflictedIds: string[];
};

/** The audiences an open console listens to; they express the same rights as `incidentVisibilityOf`. */
export function audiencesOfPerson(tree: Tree, actor: Actor): string[] {
  const viewing = visibleBranches(tree, agenciesWith(actor, 'incident:view'));
  const exact = visibleBranches(tree, agenciesWith(actor, 'incident:view-place'));
  return [
    personAudience(actor.userId),
    ...viewing.flatMap((branch) =>
      exact.some((wider) => isInBranch(wider, branch))
        ? [exactAudience(branch)]
        : [coarseAudience(branch), ...exact.filter((narrower) => isInBranch(branch, narrower)).map(exactAudience)],
    ),
    ...(actor.permissions.has('incident:view-assigned') ? [assigneeAudience(actor.userId)] : []),
    ...(actor.permissions.has('incident:view-invited') ? [guestAudience(actor.userId)] : []),
  ];
}

/** Who sees the incident with its exact place: every branch above one of its agencies, and the people who were sent. */
export function exactAudiences(tree: Tree, { agencyIds, assigneeIds }: Listeners): string[] {
  return [...branchesOf(tree, agencyIds).map(exactAudience), ...assigneeIds.map(assigneeAudience)];
}

/** Who sees only its subdistrict. */
export function coarseAudiences(tree: Tree, { agencyIds, guestIds }: Listeners): string[] {
  return [...branchesOf(tree, agencyIds).map(coarseAudience), ...guestIds.map(guestAudience)];
}

/** One person's open consoles, whatever their rights. */
export function personAudience(personId: string): string {
  return `person:${personId}`;
}

/** Every branch of the agency tree from which one of the agencies is visible. */
function branchesOf(tree: Tree, agencyIds: string[]): string[] {
  return [...new Set(agencyIds.flatMap((id) => branchesOver(tree.getAgency(id).path)))];
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
