import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  type SignedIn,
  type SignInAnswer,
  secondStepSchema,
  signedInSchema,
  signInAnswerSchema,
  signInSchema,
  signOutSchema,
  webAuthnAnswerSchema,
  webAuthnOptionsSchema,
} from '#contract/access';
import { problemSchema } from '#contract/problem';
import { AppError } from '#platform/app-error';
import type { SecondFactorAsked } from '../commands/continue-sign-in.ts';
import { askForPasskeyOfStep, finishSignIn } from '../commands/finish-sign-in.ts';
import type { Opened } from '../commands/open-session.ts';
import { askForPasskey, signInByPasskey } from '../commands/prove-passkey.ts';
import { signInByPassword } from '../commands/sign-in-by-password.ts';
import type { AccessContext } from '../context.ts';
import { forwardedHeaders, namesNoPage, type SignInRequest } from '../sign-in-request.ts';

type SignInDeps = {
  context: AccessContext;
  signOut(headers: FastifyRequest['headers'], address: string, leave: () => Promise<Response>): Promise<Response>;
};

/** The routes of `/api/auth/`. better-auth's other routes (sign-up, linking, …) are not exposed. */
export function registerSignInRoutes(fastify: FastifyInstance, { context, signOut }: SignInDeps): void {
  const tags = ['auth'];
  const hashing = { config: { hashesPassword: true } } as const;
  const step = (summary: string, body: z.ZodType, answer: z.ZodType) => ({
    schema: { summary, tags, body, response: { 200: answer, '4xx': problemSchema } },
  });
  fastify.post(
    '/api/auth/sign-in/email',
    {
      ...step('Sign in; the cookie is the session, or leads to the second step', signInSchema, signInAnswerSchema),
      ...hashing,
    },
    async (request, reply) =>
      enter(
        reply,
        await waiting(
          reply,
          signInByPassword(context, request.body as z.output<typeof signInSchema>, signInRequestOf(request)),
        ),
      ),
  );
  fastify.post(
    '/api/auth/sign-in/second-factor',
    step('The second step: a code, or a passkey', secondStepSchema, signedInSchema),
    async (request, reply) =>
      enter(
        reply,
        await waiting(
          reply,
          finishSignIn(context, request.body as z.output<typeof secondStepSchema>, signInRequestOf(request)),
        ),
      ),
  );
  fastify.post(
    '/api/auth/sign-in/second-factor/passkey-options',
    step('Options for a passkey as the second step', z.strictObject({}).optional(), webAuthnOptionsSchema),
    async (request, reply) => {
      reply.header('cache-control', 'no-store');
      return { ...(await askForPasskeyOfStep(context, signInRequestOf(request))) };
    },
  );
  fastify.post(
    '/api/auth/sign-in/passkey/options',
    step('Options for a sign-in by passkey', z.strictObject({}).optional(), webAuthnOptionsSchema),
    async (_request, reply) => {
      const { options, cookies } = await askForPasskey(context);
      setCookies(reply, cookies);
      return options;
    },
  );
  fastify.post(
    '/api/auth/sign-in/passkey',
    step('Sign in by a passkey', webAuthnAnswerSchema, signedInSchema),
    async (request, reply) =>
      enter(
        reply,
        await signInByPasskey(context, request.body as z.output<typeof webAuthnAnswerSchema>, signInRequestOf(request)),
      ),
  );
  const signingOut = { summary: 'End the session', tags, body: signOutSchema.nullish() };
  fastify.post('/api/auth/sign-out', { schema: signingOut }, async (request, reply) => {
    const leave = () => context.auth.answer(toAuthRequest(context, request, '{}'));
    const response = await signOut(request.headers, request.ip, leave);
    await readAnswer(response);
    setCookies(reply, response.headers.getSetCookie());
    // Clears databases, local storage, the cached page and its service worker with its push subscription, in every tab.
    // Not "cookies", so that the browser stays known for counting tries; not "cache", which has nothing of the API (0041).
    const { keepsUnsent } = (request.body ?? {}) as z.output<typeof signOutSchema>;
    if (!keepsUnsent) reply.header('clear-site-data', '"storage"');
    return { success: true };
  });
  fastify.get(
    '/api/auth/get-session',
    { schema: { summary: 'The session; null without one', tags } },
    async (request, reply) => {
      const response = await context.auth.answer(toAuthRequest(context, request));
      const found = await readAnswer<(SignedIn & { session: { expiresAt: string } }) | null>(response);
      setCookies(reply, response.headers.getSetCookie());
      reply.header('cache-control', 'no-store').type('application/json');
      if (!found) return 'null';
      const { id, name, email } = found.user;
      return { user: { id, name, email }, session: { expiresAt: found.session.expiresAt } };
    },
  );
}

export function signInRequestOf({ headers, ip }: FastifyRequest): SignInRequest {
  return { headers, address: ip };
}

/** Sets the cookies. @returns who signed in, or which second factors are asked for */
export function enter(reply: FastifyReply, answer: Opened | SecondFactorAsked): SignInAnswer {
  setCookies(reply, answer.cookies);
  reply.header('cache-control', 'no-store');
  return 'user' in answer ? { user: answer.user } : { secondFactor: answer.secondFactor };
}

/** Adds the `Retry-After` header to a refusal that has a waiting time. */
async function waiting<Answer>(reply: FastifyReply, answer: Promise<Answer>): Promise<Answer> {
  return answer.catch((error) => {
    if (error instanceof AppError && error.params.seconds) reply.header('retry-after', `${error.params.seconds}`);
    throw error;
  });
}

function setCookies(reply: FastifyReply, cookies: string[]): void {
  for (const cookie of cookies) reply.header('set-cookie', cookie);
}

function toAuthRequest({ origin }: AccessContext, request: FastifyRequest, body?: string): Request {
  const headers = forwardedHeaders(signInRequestOf(request));
  if (body) headers.set('content-type', 'application/json');
  if (namesNoPage(headers)) {
    headers.delete('sec-fetch-mode');
    headers.set('origin', origin);
  }
  const path = request.url.startsWith('/api/auth/sign-out') ? '/api/auth/sign-out' : '/api/auth/get-session';
  return new Request(new URL(path, origin), { method: request.method, headers, ...(body && { body }) });
}

/** better-auth's answer; its refusals become our error codes. @throws AppError */
async function readAnswer<Answer>(response: Response): Promise<Answer> {
  if (response.ok) return (await response.json()) as Answer;
  if (response.status === 403) throw new AppError('access/origin-refused');
  if (response.status < 500) throw new AppError('request/invalid');
  throw new AppError('server/failed', { message: `better-auth answered ${response.status}` });
}
