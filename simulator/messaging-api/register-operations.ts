import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ForcedAnswer } from '../faults.ts';
import { newRequestId } from '../ids.ts';
import type { Channel } from '../state.ts';
import type { World } from '../world.ts';
import { type Answer, LineFault } from './answer.ts';
import { authenticate } from './authenticate.ts';
import type { Operation } from './operation.ts';
import { createRateLimits } from './rate-limits.ts';

const largestBody = 2 * 1024 * 1024;
const rateLimitText = 'The API rate limit has been exceeded. Try again later.';

/** The three kinds of 429, with LINE's texts. */
const forced429: Partial<Record<ForcedAnswer, string>> = {
  'rate-limit-429': rateLimitText,
  'monthly-limit-429': 'You have reached your monthly limit.',
  'same-user-429': 'You have sent a large number of messages to the same user in a short time. Try again later.',
};

/** Serves LINE's operations: token, faults, rate, the operation itself, the log. */
export function registerOperations(app: FastifyInstance, world: World, operations: Operation[]): void {
  const takeRate = createRateLimits();
  void app.register(async (api) => {
    api.removeAllContentTypeParsers();
    api.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: largestBody }, (_request, body, done) =>
      done(null, body),
    );
    api.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
      const status = error.statusCode ?? 500;
      const message = status === 413 ? 'Request Entity Too Large' : 'Internal Server Error';
      return reply.status(status).header('x-line-request-id', newRequestId()).send({ message });
    });
    for (const operation of operations)
      api.route({
        method: operation.method,
        url: operation.path,
        handler: (request, reply) => serve({ world, operation, takeRate, request, reply }),
      });
  });
}

type Serving = {
  world: World;
  operation: Operation;
  takeRate: ReturnType<typeof createRateLimits>;
  request: FastifyRequest;
  reply: FastifyReply;
};

async function serve({ world, operation, takeRate, request, reply }: Serving) {
  const requestId = newRequestId();
  const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const warnings: string[] = [];
  let channel: Channel | undefined;
  let forced: ForcedAnswer = 'normal';

  async function play(): Promise<Answer> {
    channel = authenticate(world.state, request.headers.authorization, world.clock.now());
    forced = world.faults.takeAnswer(operation.sends === true);
    const errorText = forced429[forced];
    if (errorText) throw new LineFault(429, errorText);
    if (forced === 'error-500') throw new LineFault(500, 'Internal Server Error');
    if (forced === 'timeout-before-accepting') return { status: 0 };
    const rate = operation.rate ?? 'two-thousand-a-second';
    if (!takeRate(channel.key, operation.name, rate, world.clock.now())) throw new LineFault(429, rateLimitText);
    const answer = await operation.play({
      world,
      channel,
      params: request.params as Record<string, string>,
      query: request.query as Record<string, string | undefined>,
      headers: request.headers,
      requestId,
      raw,
      json: () => readJson(raw, request.headers['content-type']),
      warn: (warning) => warnings.push(warning),
    });
    if (forced === 'error-500-after-accepting') throw new LineFault(500, 'Internal Server Error');
    return forced === 'timeout-after-accepting' ? { status: 0 } : answer;
  }

  const answer = await play().catch((error: unknown) => {
    if (error instanceof LineFault) return error.answer;
    throw error;
  });
  world.requests.add({
    at: world.clock.now(),
    requestId,
    channel: channel?.key,
    operation: operation.name,
    method: request.method,
    path: request.url,
    retryKey: headerText(request.headers['x-line-retry-key']),
    body: peekJson(raw),
    status: answer.status,
    verdict: verdictOf(forced, answer.status),
    answer: Buffer.isBuffer(answer.body) ? `${answer.body.length} bytes` : answer.body,
    warnings,
  });
  const { slowMilliseconds } = world.faults.get();
  if (slowMilliseconds > 0) await wait(slowMilliseconds, undefined, { ref: false });
  // Status 0: never answer. The connection stays open until the bot gives up, which is the fault.
  if (answer.status === 0) return reply.hijack();
  const headers = { 'x-line-request-id': requestId, ...answer.headers };
  return reply
    .status(answer.status)
    .headers(headers)
    .send(answer.body ?? {});
}

function verdictOf(forced: ForcedAnswer, status: number) {
  if (forced !== 'normal') return 'forced';
  if (status === 409) return 'repeated';
  return status < 400 ? 'accepted' : 'rejected';
}

function readJson(raw: Buffer, contentType: string | undefined): unknown {
  if (!/^application\/json\b/i.test(contentType ?? '')) throw new LineFault(415, 'Unsupported Media Type');
  const body = peekJson(raw);
  if (body === undefined) throw new LineFault(400, 'The request body could not be parsed as JSON (line: -, column: -)');
  return body;
}

function peekJson(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    return undefined;
  }
}

const headerText = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join(', ') : value);
