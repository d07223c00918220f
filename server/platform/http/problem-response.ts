import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { PROBLEMS, type Problem, type ProblemCode } from '#contract/problem';
import { fillIn } from '#contract/text';
import { describeWinner } from '#contract/winner';
import en from '../../../contract/texts/problems.en.json' with { type: 'json' };
import th from '../../../contract/texts/problems.th.json' with { type: 'json' };
import { AppError } from '../app-error.ts';
import { findUnavailable } from '../database/database-unavailable.ts';
import { findStorageFault, STORAGE_FAULTS } from '../process/storage-fault.ts';
import { isClientAbort } from './aborted-requests.ts';
import { noteRefusal } from './refusals.ts';

const TEXTS = { th, en } as const;

/** What Fastify itself refuses, in our codes. */
const FASTIFY_CODES: Record<string, ProblemCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'request/too-large',
  FST_ERR_CTP_INVALID_JSON_BODY: 'request/malformed-json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request/malformed-json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request/invalid',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request/unsupported-media-type',
  FST_ERR_BAD_URL: 'request/not-found',
};

/** A line for each would fill the disk just then: busy is no failure, and an outage is logged once a minute. */
const NO_LINE_EACH = new Set<string>([
  ...['server/overloaded', 'server/cannot-store', 'server/database-unavailable'],
  ...STORAGE_FAULTS,
]);

/** Turns any error into RFC 9457 problem details: the only place where codes become HTTP. Never a stack trace. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  // A library may have wrapped what became of its statement.
  const problem = describeProblem(findUnavailable(error) ?? error, wantsEnglish(request) ? 'en' : 'th');
  noteRefusal(request, problem.status, problem.code as ProblemCode);
  if (problem.status >= 500 && !NO_LINE_EACH.has(problem.code) && !isClientAbort(error, request)) {
    request.log.error({ error, code: problem.code }, 'request failed');
  }
  const { seconds } = problem.params ?? {};
  if (seconds !== undefined && (problem.status === 429 || problem.status === 503))
    reply.header('retry-after', `${seconds}`);
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

function describeProblem(error: unknown, language: 'th' | 'en'): Problem {
  const { code, params, errors } = classify(error);
  const text = TEXTS[language][code];
  const title = fillIn(text, params);
  const detail = describeWinner(params, language);
  const said = { type: `urn:ess:problem:${code}`, title, status: PROBLEMS[code], code, params };
  return { ...said, ...(detail && { detail }), ...(errors && { errors }) };
}

function classify(error: unknown): { code: ProblemCode; params: Problem['params'] & {}; errors?: Problem['errors'] } {
  if (error instanceof AppError && error.code in PROBLEMS)
    return { code: error.code as ProblemCode, params: error.params };
  const { validation, code, statusCode } = error as Partial<FastifyError>;
  if (validation) {
    // Only where it is wrong and why, never the value that was sent.
    const errors = validation.map(({ instancePath, message = 'invalid' }) => ({
      path: instancePath.replace(/[^\w/-]/g, '?').slice(0, 200),
      message: message.startsWith('Unrecognized key') ? describeUnknown(message) : message,
    }));
    return { code: 'request/invalid', params: {}, errors };
  }
  if (code && FASTIFY_CODES[code]) return { code: FASTIFY_CODES[code], params: {} };
  if (findStorageFault(error)) return { code: 'server/cannot-store', params: { seconds: 5 } };
  if (statusCode === 429) return { code: 'request/too-many', params: {} };
  if (statusCode && statusCode >= 400 && statusCode < 500) return { code: 'request/invalid', params: {} };
  return { code: 'server/failed', params: {} };
}

/** zod repeats the names of fields that are too many; a name can be anything, so only what a program would write is said. */
function describeUnknown(message: string): string {
  const names = [...message.matchAll(/"([a-z][A-Za-z0-9]{0,39})"/g)].map(([, name]) => name);
  return names.length > 0 ? `Unrecognized key: ${names.join(', ')}` : 'Unrecognized key';
}

/** Thai is the first language: English only for those who ask for it first. */
function wantsEnglish(request: FastifyRequest): boolean {
  return /^\s*en\b/i.test(request.headers['accept-language'] ?? '');
}
