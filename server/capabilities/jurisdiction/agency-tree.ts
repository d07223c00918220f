import { agencyPath } from './agency.ts';

/**
 * Paths of all agencies from who stands under whom. Agencies that lead back to themselves, and all that stand under
 * them, get none and are listed in `inCycle`.
 */
export function pathsOf(parentOf: ReadonlyMap<string, string | null>): {
  paths: Map<string, string>;
  inCycle: string[];
} {
  const paths = new Map<string, string>();
  const inCycle: string[] = [];
  for (const start of parentOf.keys()) {
    const way: string[] = [];
    let code: string | null = start;
    while (code !== null && !paths.has(code) && !way.includes(code)) {
      way.push(code);
      code = parentOf.get(code) ?? null;
    }
    if (code !== null && way.includes(code)) {
      inCycle.push(start);
      continue;
    }
    let parentPath = code === null ? undefined : paths.get(code);
    for (const below of way.toReversed()) {
      parentPath = agencyPath(below, parentPath);
      paths.set(below, parentPath);
    }
  }
  return { paths, inCycle };
}
