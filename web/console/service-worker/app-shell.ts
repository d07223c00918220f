const CACHE = 'ess-app';
const INDEX = '/console/';
/** What the build made, written by `list-app-files.ts`. */
const LIST = '/console/app-files.json';
/** The map that is drawn without a tile server. */
const MAP = ['/map/config.json', '/map/provinces.topo.json', '/map/outlines.topo.json'];
/** On a bad line the page that is here already is worth more than a newer one in half a minute. */
const ANSWER_WITHIN_MS = 4000;

type Message = { data: unknown; waitUntil(work: Promise<unknown>): void };
type Fetching = { request: Request; respondWith(answer: Promise<Response>): void };
type Scope = {
  addEventListener(type: 'message', listen: (event: Message) => void): void;
  addEventListener(type: 'fetch', listen: (event: Fetching) => void): void;
};

/**
 * Lets the page open without signal, on devices that asked for it: the page's own files and the map, never an answer
 * of the API. Who asked for nothing is not touched: everything goes to the network as if we were not there.
 */
export function keepAppShell(scope: Scope): void {
  scope.addEventListener('message', (event) => {
    if (event.data === 'cache-app') event.waitUntil(keepFiles());
  });
  scope.addEventListener('fetch', (event) => {
    const { request } = event;
    const { pathname, origin } = new URL(request.url);
    if (request.method !== 'GET' || origin !== location.origin) return;
    if (pathname.startsWith('/console/assets/')) event.respondWith(fromHereFirst(request));
    else if (MAP.includes(pathname)) event.respondWith(fromNetworkFirst(request, pathname));
    else if (request.mode === 'navigate' && pathname.startsWith(INDEX))
      event.respondWith(fromNetworkFirst(request, INDEX));
  });
}

/** Fetches what is new, and the page last: it must not name a file that is not here yet. Then lets the old files go. */
async function keepFiles(): Promise<void> {
  const listed: unknown = await (await fetch(LIST, { cache: 'no-cache' })).json();
  if (!Array.isArray(listed)) return;
  const files = listed.filter((name) => typeof name === 'string').map((name) => `/console/${name}`);
  const cache = await caches.open(CACHE);
  const known = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  for (const file of files) if (!known.has(file)) await cache.add(file);
  await cache.addAll([...MAP, INDEX].map((path) => new Request(path, { cache: 'no-cache' })));
  const wanted = new Set([...files, ...MAP, INDEX]);
  for (const path of known) if (!wanted.has(path)) await cache.delete(path);
}

/** Files named after their content never change. */
async function fromHereFirst(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

async function fromNetworkFirst(request: Request, keptAs: string): Promise<Response> {
  const kept = await caches.match(keptAs);
  if (!kept) return fetch(request);
  try {
    const answer = await Promise.race([fetch(request), rejectAfter(ANSWER_WITHIN_MS)]);
    return answer.status < 500 ? answer : kept;
  } catch {
    return kept;
  }
}

function rejectAfter(ms: number): Promise<never> {
  return new Promise((_, reject) => setTimeout(() => reject(new Error('too slow')), ms));
}
