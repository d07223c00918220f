import type { Rolldown } from 'vite';

type Group = Rolldown.CodeSplittingGroup;

const OURS = /^(?!.*node_modules)/;
const AREA_SHELL = /\/web\/console\/shell\/AreaShell\.tsx$/;

/**
 * Which modules share a file. Each file is a request, and on a bad connection requests cost more than bytes: by default
 * the build makes a file of every icon that two pages share.
 *
 * - `base` and `app`: what every page needs to start; libraries apart because they change seldom
 * - `area-shell`: what the shell with an area's queue needs besides
 * - `map`: MapLibre, loaded after the queue
 * - `shared`: what several of the lazy pages have in common
 */
export const CHUNKS: { groups: Group[] } = {
  groups: [
    { name: 'base', tags: ['$initial'], test: /node_modules|disable-zod-jit|\0/, priority: 40 },
    { name: 'app', tags: ['$initial'], priority: 30 },
    // Our own code only: then just those libraries come along that it uses.
    { name: areaShellName, debugName: 'area-shell', test: OURS, priority: 20 },
    { name: 'map', test: /maplibre-gl|\/web\/console\/map\/MapCanvas/, priority: 10 },
    { name: 'shared', minShareCount: 2, priority: 0 },
  ],
};

function areaShellName(id: string, context: Rolldown.ChunkingContext): string | null {
  return isNeededBy(AREA_SHELL, id, context) ? 'area-shell' : null;
}

/** Whether the module is `entry` or is statically imported by it, directly or not. */
function isNeededBy(entry: RegExp, id: string, context: Rolldown.ChunkingContext): boolean {
  const seen = new Set<string>();
  const waiting = [id];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (entry.test(next)) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    waiting.push(...(context.getModuleInfo(next)?.importers ?? []));
  }
  return false;
}
