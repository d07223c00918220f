import swagger from '@fastify/swagger';
import { createJsonSchemaTransform, jsonSchemaTransformObject, serializerCompiler } from '@fastify/type-provider-zod';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { AppError } from '../app-error.ts';
import type { Stopwatch } from '../clock.ts';
import { isTooDeep } from '../json-depth.ts';
import type { Log } from '../log.ts';
import { countAbortedRequests } from './aborted-requests.ts';
import { sendProblem } from './problem-response.ts';
import { countRefusals } from './refusals.ts';
import { refuseOtherSites } from './refuse-other-sites.ts';
import { strictValidatorCompiler } from './refuse-unknown-fields.ts';
import { type AccountLimits, LIMITS, type Limits, limitRequests } from './request-limits.ts';
import { addSecurityHeaders } from './security-headers.ts';

/** 64 KB: the longest message (2,000 signs, each escaped) is 12 KB. A route that needs more says so itself. */
const BODY_LIMIT = 65_536;
/** The most that any route says it needs, in bytes; the proxy of the manual lets as much through. */
export const LARGEST_BODY = 10 * 1024 * 1024;
/** Who sends a request drop by drop is let go: LINE and browsers need a second, a bad line ten. */
const HEADERS_WITHIN_MS = 15_000;
const REQUEST_WITHIN_MS = 30_000;
/** A live stream is pinged every 10 s, so only a dead connection is silent for a minute. */
const SILENT_AT_MOST_MS = 60_000;
/** Node's own default, written down: with the body limit it bounds what one connection can make us hold. */
const HEADER_BYTES = 16_384;
/** What is still being answered when the server stops gets this long; a report takes milliseconds, a photo seconds. */
const LAST_ANSWERS_WITHIN_MS = 10_000;
const LOOK_FOR_IDLE_MS = 50;
/** Connections of one process; 2,000 consoles hold one or two each. Beyond it new ones are closed at once. */
const MOST_CONNECTIONS = 10_000;

declare module 'fastify' {
  interface FastifyInstance {
    /** Counts a request for the account that it turned out to be of. */
    admit: AccountLimits;
  }
}

export type HttpOptions = {
  publicUrl: string;
  mapOrigins: string[];
  trustProxy: string[] | boolean;
  clock: Stopwatch;
  limits?: Limits;
};

/**
 * A Fastify with what every route shares: protection (headers, own pages only, limits), problem details, zod
 * schemas, the OpenAPI description.
 */
export async function createHttpServer(
  log: Log,
  { publicUrl, mapOrigins, trustProxy, clock, limits = LIMITS }: HttpOptions,
): Promise<FastifyInstance> {
  const fastify = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    bodyLimit: BODY_LIMIT,
    trustProxy,
    requestTimeout: REQUEST_WITHIN_MS,
    connectionTimeout: SILENT_AT_MOST_MS,
    http: { headersTimeout: HEADERS_WITHIN_MS, maxHeaderSize: HEADER_BYTES, connectionsCheckingInterval: 5000 },
    // A log line per request would cost more than the webhook itself and could carry personal data.
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    // `answerWhatRuns` closes connections.
    forceCloseConnections: false,
    // What the router refuses before any route (an address it can't read) is answered like everything else.
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply),
  });
  countAbortedRequests(fastify);
  answerWhatRuns(fastify);
  fastify.addHook('onRoute', ({ bodyLimit = 0, url }) => {
    if (bodyLimit > LARGEST_BODY) throw new Error(`${url} takes more than the proxies are configured for`);
  });
  countRefusals(fastify);
  fastify.server.maxConnections = MOST_CONNECTIONS;
  readJsonNoDeeper(fastify);
  // A connection that can't be taken (no file handles left) is one lost caller, not the end of all others.
  fastify.server.on('error', (error) => log.error({ error }, 'a connection could not be taken'));
  fastify.setValidatorCompiler(strictValidatorCompiler);
  fastify.setSerializerCompiler(serializerCompiler);
  fastify.setErrorHandler(sendProblem);
  fastify.setNotFoundHandler((request, reply) => sendProblem(new AppError('request/not-found'), request, reply));
  await addSecurityHeaders(fastify, { https: publicUrl.startsWith('https:'), mapOrigins });
  refuseOtherSites(fastify, publicUrl);
  fastify.decorate('admit', limitRequests(fastify, clock, limits));
  await fastify.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'ESS Help Me', version: '1' } },
    transform: createJsonSchemaTransform({}),
    // Shapes with a name (`meta({ id })`) stand once among the components.
    transformObject: jsonSchemaTransformObject,
  });
  return fastify;
}

/**
 * A server that stops answers what it has begun: an officer who pressed "acknowledge" in that moment must not read that
 * the server is gone. Connections that wait for a next request are closed as soon as they do.
 */
function answerWhatRuns(fastify: FastifyInstance): void {
  const timers: NodeJS.Timeout[] = [];
  fastify.addHook('preClose', (done) => {
    timers.push(
      setInterval(() => fastify.server.closeIdleConnections(), LOOK_FOR_IDLE_MS),
      setTimeout(() => fastify.server.closeAllConnections(), LAST_ANSWERS_WITHIN_MS),
    );
    done();
  });
  fastify.addHook('onClose', async () => {
    for (const timer of timers) clearTimeout(timer);
  });
}

/** JSON that lies too deep is refused before anything walks through it. */
function readJsonNoDeeper(fastify: FastifyInstance): void {
  const read = fastify.getDefaultJsonParser('error', 'error');
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = String(body);
    if (isTooDeep(text)) return done(new AppError('request/too-deep'));
    return read(request, text, done);
  });
}
