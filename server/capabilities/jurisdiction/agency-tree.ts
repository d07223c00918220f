import { agencyPath } from './agency.ts';

/**
 * The paths of all agencies from their parents. Agencies in a circle, and those below them, get no path and are listed in
 * `inCycle`.
 */
export function pathsOf(parentOf: ReadonlyMap<string, string | null>): {
  paths: Map<string, string>;
  inCycle: string[];
} {
  const paths = new Map<string, string>();
  const inCycle: string[] = [];
  for (const start of parentOf.keys()) {
    const visited: string[] = [];
    let code: string | null = start;
    while (code !== null && !paths.has(code) && !visited.includes(code)) {
      visited.push(code);
      code = parentOf.get(code) ?? null;
    }
    if (code !== null && visited.includes(code)) {
      inCycle.push(start);
      continue;
    }
    let parentPath = code === null ? undefined : paths.get(code);
    for (const below of visited.toReversed()) {
      parentPath = agencyPath(below, parentPath);
      paths.set(below, parentPath);
    }
  }
  return { paths, inCycle };
}
