import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const DIST = join(import.meta.dirname, '../../../dist');
const REFERENCE_DATA = join(import.meta.dirname, '../../../database/reference-data');

type MapConfig = { mapStyleUrl: string | null; attribution: string; approximate: boolean };

/** The built pages and what the offline map is drawn from. */
export async function registerPages(fastify: FastifyInstance, mapConfig: () => MapConfig): Promise<void> {
  const hidden = { schema: { hide: true } };
  if (existsSync(join(DIST, 'console'))) {
    await fastify.register(fastifyStatic, {
      root: join(DIST, 'console'),
      prefix: '/console/',
      // Vite names the files of assets/ by their content: those never change; index.html always may.
      setHeaders: (reply, path) => {
        reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
      wildcard: false,
    });
    fastify.get('/console/*', hidden, (_request, reply) => reply.sendFile('index.html', join(DIST, 'console')));
    fastify.get('/', hidden, (_request, reply) => reply.redirect('/console/'));
  }
  await fastify.register(fastifyStatic, {
    root: REFERENCE_DATA,
    serve: false,
    decorateReply: !existsSync(join(DIST, 'console')),
  });
  const sendMap = (path: string, file: string) =>
    fastify.get(path, hidden, (_request, reply) =>
      reply.type('application/json').sendFile(file, REFERENCE_DATA, { maxAge: '1d', cacheControl: true }),
    );
  sendMap('/map/outlines.topo.json', 'outlines.topo.json');
  sendMap('/map/provinces.topo.json', 'outlines-provinces.topo.json');
  fastify.get('/map/config.json', hidden, async () => mapConfig());
}
