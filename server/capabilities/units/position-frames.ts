import { branchesOver, isInBranch } from '#capabilities/jurisdiction';
import type { UnitPosition } from '#contract/unit-position';
import type { KnownPosition, PositionChanges } from './known-positions.ts';

type PathOf = (agencyId: string) => string | undefined;
type Bucket = { positions: string[]; gone: string[] };

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
  return `data: {"event":"all-positions","positions":[${positions.map(formatPosition).join()}]}\n\n`;
}

/**
 * The frame of changes for each set of branches; undefined if nothing changed there. Each position and each set of
 * branches is formatted once, however many consoles listen.
 */
export function framesFor(
  { changed, gone }: PositionChanges,
  pathOf: PathOf,
): (branches: string[]) => string | undefined {
  const buckets = new Map<string, Bucket>();
  const put = (agencyId: string, add: (bucket: Bucket) => void): void => {
    for (const branch of branchesOver(pathOf(agencyId) ?? '')) {
      const bucket = buckets.get(branch) ?? { positions: [], gone: [] };
      buckets.set(branch, bucket);
      add(bucket);
    }
  };
  for (const position of changed) {
    const formatted = formatPosition(position);
    put(position.agencyId, ({ positions }) => positions.push(formatted));
  }
  for (const { unitId, agencyId } of gone) put(agencyId, ({ gone: ids }) => ids.push(unitId));
  const frames = new Map<string, string | undefined>();
  return (branches) => {
    const key = branches.join();
    if (!frames.has(key)) {
      const own = branches.flatMap((branch) => buckets.get(branch) ?? []);
      const positions = own.flatMap((bucket) => bucket.positions).join();
      const ids = JSON.stringify(own.flatMap((bucket) => bucket.gone));
      const data = `{"event":"positions","positions":[${positions}],"gone":${ids}}`;
      frames.set(key, own.length > 0 ? `data: ${data}\n\n` : undefined);
    }
    return frames.get(key);
  };
}

function formatPosition({ incidentIds: _, at, ...position }: KnownPosition): string {
  return JSON.stringify({ ...position, at: at.toISOString() } satisfies UnitPosition);
}
