const CACHE = 'ess-app';
const INDEX = '/console/';
/** The files of the build, written by `list-app-files.ts`. */
const LIST = '/console/app-files.json';
/** The map data that work without a tile server. */
const MAP = ['/map/config.json', '/map/provinces.topo.json', '/map/outlines.topo.json'];
/** On a bad connection the cached page is better than a newer one in half a minute. */
const NETWORK_TIMEOUT_MS = 4000;

type Message = { data: unknown; waitUntil(work: Promise<unknown>): void };
type Fetching = { request: Request; respondWith(answer: Promise<Response>): void };
type Scope = {
  addEventListener(type: 'message', listen: (event: Message) => void): void;
  addEventListener(type: 'fetch', listen: (event: Fetching) => void): void;
};

/**
 * Lets the page open offline on devices that asked for it: caches the page's files and the map, never an API response. On
 * other devices every request goes to the network.
 */
export function cacheAppShell(scope: Scope): void {
  scope.addEventListener('message', (event) => {
    if (event.data === 'cache-app') event.waitUntil(cacheFiles());
  });
  scope.addEventListener('fetch', (event) => {
    const { request } = event;
    const { pathname, origin } = new URL(request.url);
    if (request.method !== 'GET' || origin !== location.origin) return;
    if (pathname.startsWith('/console/assets/')) event.respondWith(cacheFirst(request));
    else if (MAP.includes(pathname)) event.respondWith(networkFirst(request, pathname));
    else if (request.mode === 'navigate' && pathname.startsWith(INDEX)) event.respondWith(networkFirst(request, INDEX));
  });
}

/** Caches new files first and the page last, because the page must not refer to missing files. Then deletes old files. */
async function cacheFiles(): Promise<void> {
  const list: unknown = await (await fetch(LIST, { cache: 'no-cache' })).json();
  if (!Array.isArray(list)) return;
  const files = list.filter((name) => typeof name === 'string').map((name) => `/console/${name}`);
  const cache = await caches.open(CACHE);
  const known = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  for (const file of files) if (!known.has(file)) await cache.add(file);
  await cache.addAll([...MAP, INDEX].map((path) => new Request(path, { cache: 'no-cache' })));
  const wanted = new Set([...files, ...MAP, INDEX]);
  for (const path of known) if (!wanted.has(path)) await cache.delete(path);
}

/** For files with a content hash in their name, which never change. */
async function cacheFirst(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

async function networkFirst(request: Request, cacheKey: string): Promise<Response> {
  const cached = await caches.match(cacheKey);
  if (!cached) return fetch(request);
  try {
    const answer = await Promise.race([fetch(request), rejectAfter(NETWORK_TIMEOUT_MS)]);
    return answer.status < 500 ? answer : cached;
  } catch {
    return cached;
  }
}

function rejectAfter(ms: number): Promise<never> {
  return new Promise((_, reject) => setTimeout(() => reject(new Error('too slow')), ms));
}
