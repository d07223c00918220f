import { branchesOver, isInBranch } from '#capabilities/jurisdiction';
import type { UnitPosition } from '#contract/unit-position';
import type { KnownPosition, PositionChanges } from './known-positions.ts';

type PathOf = (agencyId: string) => string | undefined;

/** Branches without those inside another one, so that each unit is in at most one of them. */
export function outermost(branches: readonly string[]): string[] {
  return [...new Set(branches)]
    .filter((one) => !branches.some((other) => other !== one && isInBranch(other, one)))
    .sort();
}

/** Whether a unit is shown to somebody who sees these branches and from whom these units are hidden. */
export function isSeen(branches: readonly string[], pathOf: PathOf, hidden: ReadonlySet<string>) {
  return ({ unitId, agencyId }: KnownPosition): boolean => {
    const path = pathOf(agencyId);
    return path !== undefined && !hidden.has(unitId) && branches.some((branch) => isInBranch(branch, path));
  };
}

/** All positions somebody may see, as one frame. */
export function wholeFrame(positions: readonly KnownPosition[]): string {
  return formatWhole(positions.map(formatPosition));
}

/** The frame of all positions for each set of branches, made once however many consoles begin with it. */
export function wholeFramesOf(positions: Iterable<KnownPosition>, pathOf: PathOf): (branches: string[]) => string {
  const positionsIn = byBranch(positions, pathOf, formatPosition);
  return oncePerView((branches) => formatWhole(positionsIn(branches)));
}

/** The frame of changes for each set of branches, made once; undefined if nothing changed there. */
export function changeFramesOf(
  { changed, gone }: PositionChanges,
  pathOf: PathOf,
): (branches: string[]) => string | undefined {
  const positionsIn = byBranch(changed, pathOf, formatPosition);
  const goneIn = byBranch(gone, pathOf, ({ unitId }) => JSON.stringify(unitId));
  return oncePerView((branches) => {
    const [positions, ids] = [positionsIn(branches), goneIn(branches)];
    if (positions.length + ids.length === 0) return undefined;
    return `data: {"event":"positions","positions":[${positions.join()}],"gone":[${ids.join()}]}\n\n`;
  });
}

/** What of these is in a set of branches; each is formatted once, however many branches contain it. */
function byBranch(
  positions: Iterable<KnownPosition>,
  pathOf: PathOf,
  format: (position: KnownPosition) => string,
): (branches: string[]) => string[] {
  const contents = new Map<string, string[]>();
  for (const position of positions) {
    const formatted = format(position);
    for (const branch of branchesOver(pathOf(position.agencyId) ?? '')) {
      const content = contents.get(branch);
      if (content) content.push(formatted);
      else contents.set(branch, [formatted]);
    }
  }
  return (branches) => branches.flatMap((branch) => contents.get(branch) ?? []);
}

function oncePerView<Frame>(make: (branches: string[]) => Frame): (branches: string[]) => Frame {
  const made = new Map<string, Frame>();
  return (branches) => {
    const view = branches.join();
    if (!made.has(view)) made.set(view, make(branches));
    return made.get(view) as Frame;
  };
}

function formatWhole(formatted: readonly string[]): string {
  return `data: {"event":"all-positions","positions":[${formatted.join()}]}\n\n`;
}

function formatPosition({ incidentIds: _, at, ...position }: KnownPosition): string {
  return JSON.stringify({ ...position, at: at.toISOString() } satisfies UnitPosition);
}
