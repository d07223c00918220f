import type { Rolldown } from 'vite';

type Group = Rolldown.CodeSplittingGroup;

const OURS = /^(?!.*node_modules)/;

/**
 * Which modules share a file. Each file is a request, and on a bad connection requests cost more than bytes: by default
 * the build makes a file of every icon that two pages share.
 *
 * - `schemas`: zod, for what is loaded after the queue (see `getAnswer`)
 * - `base` and `app`: what every page needs to start; libraries apart because they change seldom
 * - `area-shell`: what the shell with an area's queue needs besides; `sign-in`, `menu` and `incident` likewise
 * - `shared`: what several of the lazy pages have in common
 * - `map`: MapLibre, loaded after the queue
 */
export const CHUNKS: { groups: Group[] } = {
  groups: [
    { name: 'schemas', test: /node_modules\/zod\/|\/web\/console\/zod\.ts$/, priority: 60 },
    { name: 'base', tags: ['$initial'], test: /node_modules|\0/, priority: 50 },
    { name: 'app', tags: ['$initial'], priority: 40 },
    // Our own code only: then just those libraries come along that it uses.
    neededBy('area-shell', /\/web\/console\/shell\/AreaShell\.tsx$/, 30),
    neededBy('sign-in', /\/web\/console\/features\/access\/sign-in\/SignInPage\.tsx$/, 25),
    neededBy('menu', /\/web\/console\/shell\/OpenedMenu\.tsx$/, 22),
    neededBy('incident', /\/web\/console\/features\/incident\/panel\/IncidentPanel\.tsx$/, 20),
    // Before the map, or what both need would be in its file.
    { name: 'shared', minShareCount: 2, test: /^(?!.*(?:maplibre-gl|\/web\/console\/map\/))/, priority: 10 },
    { name: 'map', test: /maplibre-gl|\/web\/console\/map\//, priority: 0 },
  ],
};

/** Our modules that `entry` imports statically, directly or not, and that no group above has. */
function neededBy(name: string, entry: RegExp, priority: number): Group {
  return {
    name: (id, context) => (isNeededBy(entry, id, context) ? name : null),
    debugName: name,
    test: OURS,
    priority,
  };
}

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
