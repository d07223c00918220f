import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

const DIST = join(import.meta.dirname, '../../../dist');
const REFERENCE_DATA = join(import.meta.dirname, '../../../database/reference-data');

/** Pages besides the console, each for somebody without an account: at `/<name>/`, from `dist/<name>`. */
const LIGHT_PAGES = ['request', 'answer'];
/** Written by the server (`channels/citizen-page`); only its style, script and icon are files. */
const CITIZEN_PAGE = 'citizen';

export type MapConfig = { mapStyleUrl: string | null; attribution: string; approximate: boolean };

/** Vite names the files of assets/ by their content: those never change; index.html always may. */
function setCaching(reply: FastifyReply, path: string): void {
  reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
}

/**
 * The built pages and what the offline map is drawn from, each in the smallest form the browser takes: brotli and gzip
 * stand beside the files since they were built (`scripts/compress-files.ts`). Answers of the API are never compressed:
 * the length of an answer that holds a person's data beside a stranger's text would reveal the data (BREACH).
 */
export async function registerPages(
  fastify: FastifyInstance,
  mapConfig: () => MapConfig,
  dist: string = DIST,
): Promise<void> {
  const hidden = { schema: { hide: true } };
  const console = join(dist, 'console');
  const map = existsSync(join(dist, 'map')) ? join(dist, 'map') : REFERENCE_DATA;
  const compressed = { preCompressed: true, globIgnore: ['**/*.br', '**/*.gz'] };
  if (existsSync(console)) {
    await fastify.register(fastifyStatic, {
      ...compressed,
      root: console,
      prefix: '/console/',
      setHeaders: (reply, path) => {
        if (!path.startsWith(map)) setCaching(reply, path);
      },
      wildcard: false,
    });
    fastify.get('/console/*', hidden, (_request, reply) => reply.sendFile('index.html', console));
    fastify.get('/', hidden, (_request, reply) => reply.redirect('/console/'));
  }
  for (const name of [...LIGHT_PAGES, CITIZEN_PAGE].filter((page) => existsSync(join(dist, page)))) {
    await fastify.register(fastifyStatic, {
      ...compressed,
      ...(name === CITIZEN_PAGE && { globIgnore: [...compressed.globIgnore, '**/index.html'] }),
      ...{ root: join(dist, name), prefix: `/${name}/`, decorateReply: false, wildcard: false },
      setHeaders: setCaching,
    });
  }
  await fastify.register(fastifyStatic, {
    ...compressed,
    root: map,
    serve: false,
    decorateReply: !existsSync(console),
  });
  const sendMap = (path: string, file: string) =>
    fastify.get(path, hidden, (_request, reply) =>
      reply.type('application/json').sendFile(file, map, { maxAge: '1d', cacheControl: true }),
    );
  sendMap('/map/outlines.topo.json', 'outlines.topo.json');
  sendMap('/map/provinces.topo.json', 'outlines-provinces.topo.json');
  fastify.get('/map/config.json', hidden, async () => mapConfig());
}
