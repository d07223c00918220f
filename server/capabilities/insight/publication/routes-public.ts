import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { kindOfPeriod } from '#contract/open-data';
import type { Database } from '#platform/database/database';
import { dictionaryCsv, dictionaryJson, LICENCE } from './dictionary.ts';
import { OPEN_DATA_CSS, type PageLanguage, renderOpenData, renderProvince } from './open-data-page.ts';
import { type Edition, readPublished } from './queries/list-published.ts';
import { readAreas, writeShapes } from './store/outlines.ts';
import { findPublishedFile, readEdition } from './store/publication-rows.ts';

const KINDS = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  geojson: 'application/geo+json; charset=utf-8',
  css: 'text/css; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  html: 'text/html; charset=utf-8',
} as const;
type FileKind = keyof typeof KINDS;
/** A page may be a few minutes old; a file of a set never changes. */
const CACHING = { page: 'public, max-age=300', frozen: 'public, max-age=31536000, immutable' } as const;

const oneFile = z.object({
  period: z.string().regex(/^\d{4}(-\d{2})?$/),
  version: z.string().regex(/^v[1-9]\d{0,3}$/),
  name: z.string().regex(/^[a-z]+\.(csv|json)$/),
});
const oneProvince = z.object({ code: z.string().regex(/^\d{2}$/) });

/**
 * Public figures for anybody: files and pages that are the same for all, without an account, a cookie or a question to the
 * database of incidents. There is no filter: whoever may ask for any part of the figures takes them apart.
 */
export function registerOpenData(fastify: FastifyInstance, { db }: { db: Database }): void {
  const config = { limitsItself: true } as const;
  const schema = { hide: true };
  const areas = readAreas();
  const readNow = rememberEdition(db);
  const always: Written = new Map();

  const fixed: [string, FileKind, () => string][] = [
    ['/open-data/page.css', 'css', () => OPEN_DATA_CSS],
    ['/open-data/dictionary.csv', 'csv', dictionaryCsv],
    ['/open-data/dictionary.json', 'json', dictionaryJson],
    ['/open-data/licence.txt', 'txt', () => LICENCE],
    ['/open-data/areas/provinces.geojson', 'geojson', () => writeShapes('provinces')],
    ['/open-data/areas/districts.geojson', 'geojson', () => writeShapes('districts')],
  ];
  for (const [path, kind, write] of fixed)
    fastify.get(path, { config, schema }, (request, reply) =>
      sendWritten(request, reply, { written: always, kind, key: path, write }),
    );

  const pages: [string, PageLanguage][] = [
    ['/open-data/', 'th'],
    ['/open-data/en', 'en'],
  ];
  for (const [path, language] of pages) {
    fastify.get(path, { config, schema }, async (request, reply) => {
      const { edition, written } = await readNow();
      const write = () => renderOpenData({ language, edition, areas });
      return sendWritten(request, reply, { written, kind: 'html', key: path, write });
    });
    const ofProvince = `${path.replace(/\/$/, '')}/province/:code`;
    fastify.get(ofProvince, { config, schema: { ...schema, params: oneProvince } }, async (request, reply) => {
      const { edition, written } = await readNow();
      const { code } = request.params as z.infer<typeof oneProvince>;
      if (!areas.provinces.some((one) => one.code === code)) return sendNothing(reply);
      const write = () => renderProvince({ language, edition, areas }, code);
      return sendWritten(request, reply, { written, kind: 'html', key: `${path} ${code}`, write });
    });
  }

  fastify.get(
    '/open-data/catalogue.json',
    {
      config,
      schema: {
        summary: 'Every published set of public figures with its files, versions and hashes',
        tags: ['open-data'],
      },
    },
    async (request, reply) => {
      const { edition, written } = await readNow();
      const write = () => `${JSON.stringify({ licence: 'CC-BY-4.0', sets: edition.sets }, null, 1)}\n`;
      return sendWritten(request, reply, { written, kind: 'json', key: 'catalogue', write });
    },
  );
  fastify.get(
    '/open-data/sets/:period/:version/:name',
    {
      config,
      schema: { summary: 'A file of a published set; it never changes', tags: ['open-data'], params: oneFile },
    },
    async (request, reply) => {
      const { period, version, name } = request.params as z.infer<typeof oneFile>;
      const kind = kindOfPeriod(period);
      const file = await findPublishedFile(db, { kind, period, version: Number(version.slice(1)), name });
      if (file === undefined) return sendNothing(reply);
      const { content, sha256: hash } = file;
      const type = name.endsWith('.csv') ? 'csv' : 'json';
      return send(request, reply, { content, hash, kind: type, caching: CACHING.frozen });
    },
  );
}

const sendNothing = (reply: FastifyReply): FastifyReply => reply.code(404).type(KINDS.txt).send('Not found\n');

/** What was written already, by its key. */
type Written = Map<string, { content: string; hash: string }>;

/** Written once in each edition. */
function sendWritten(
  request: FastifyRequest,
  reply: FastifyReply,
  { written, kind, key, write }: { written: Written; kind: FileKind; key: string; write: () => string },
): FastifyReply {
  const known = written.get(key) ?? asWritten(write());
  written.set(key, known);
  return send(request, reply, { ...known, kind, caching: CACHING.page });
}

const asWritten = (content: string) => ({ content, hash: createHash('sha256').update(content).digest('hex') });

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { content, hash, kind, caching }: { content: string; hash: string; kind: FileKind; caching: string },
): FastifyReply {
  const tag = `"${hash.slice(0, 32)}"`;
  // Other sites may show the figures; there is nothing here that belongs to whoever asks.
  reply.headers({
    ...{ etag: tag, 'cache-control': caching, 'access-control-allow-origin': '*' },
    'cross-origin-resource-policy': 'cross-origin',
  });
  const known = String(request.headers['if-none-match'] ?? '').split(/\s*,\s*/);
  if (known.includes(tag) || known.includes(`W/${tag}`)) return reply.code(304).send();
  return reply.type(KINDS[kind]).send(content);
}

/** What is published, read again when something is: a visitor costs one small question. */
function rememberEdition(db: Database): () => Promise<{ edition: Edition; written: Written }> {
  let known: { key: string; edition: Edition; written: Written } | undefined;
  return async () => {
    const key = await readEdition(db);
    if (known?.key !== key) known = { key, edition: await readPublished(db), written: new Map() };
    return known;
  };
}
