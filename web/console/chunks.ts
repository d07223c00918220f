import type { Rolldown } from 'vite';

type Group = Rolldown.CodeSplittingGroup;

const OURS = /^(?!.*node_modules)/;
const DESK = /\/web\/console\/shell\/AreaShell\.tsx$/;

/**
 * Which modules come in one file. Each file is a journey to the server, and on a bad line journeys cost more than bytes:
 * left to itself the build makes one of every icon that two pages share.
 *
 * - `base` and `app`: what every page needs to begin, libraries apart because they change seldom
 * - `desk`: what the queue of an area needs more
 * - `map`: MapLibre, drawn when the queue stands
 * - `shared`: what several of the pages fetched later have in common
 */
export const CHUNKS: { groups: Group[] } = {
  groups: [
    { name: 'base', tags: ['$initial'], test: /node_modules|disable-zod-jit|\0/, priority: 40 },
    { name: 'app', tags: ['$initial'], priority: 30 },
    // Our own code only: the libraries it really uses come with it, the rest of theirs does not.
    { name: deskName, debugName: 'area-shell', test: OURS, priority: 20 },
    { name: 'map', test: /maplibre-gl|\/web\/console\/map\/MapCanvas/, priority: 10 },
    { name: 'shared', minShareCount: 2, priority: 0 },
  ],
};

function deskName(id: string, context: Rolldown.ChunkingContext): string | null {
  return isNeededBy(DESK, id, context) ? 'area-shell' : null;
}

/** Whether the module, or one that imports it before it runs, is the one asked for. */
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
