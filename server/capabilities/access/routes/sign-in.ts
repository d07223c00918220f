import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type SignedIn, signedInSchema, signInSchema } from '#contract/access';
import { problemSchema } from '#contract/problem';
import { AppError } from '#platform/app-error';
import { ADDRESS_HEADER } from '../better-auth.ts';

/** What the three sign-in routes need; each is one function of the door. */
export type SignInDeps = {
  publicUrl: string;
  /** better-auth's own request handler. */
  answer(request: Request): Promise<Response>;
  limit: {
    begin(address: string, email: string): Promise<void>;
    succeeded(address: string, email: string): Promise<void>;
    failed(address: string, email: string): Promise<void>;
  };
  recordSignIn(userId: string, address: string): Promise<void>;
  recordRefusal(email: string, address: string): Promise<void>;
  /** For a session that was opened and then not handed out. */
  dropSession(token: string): Promise<void>;
  signOut(headers: FastifyRequest['headers'], address: string, leave: () => Promise<Response>): Promise<Response>;
};

/** What better-auth looks at: the session, where the page came from, and the browser shown in the session list. */
const FORWARDED = ['cookie', 'origin', 'referer', 'sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest', 'user-agent'];

/** The routes of `/api/auth/`. Only these: better-auth's others (sign-up, linking, …) are not open to anyone. */
export function registerSignInRoutes(fastify: FastifyInstance, deps: SignInDeps): void {
  fastify.post(
    '/api/auth/sign-in/email',
    {
      schema: {
        summary: 'Sign in; the cookie is the session',
        tags: ['auth'],
        body: signInSchema,
        response: { 200: signedInSchema, '4xx': problemSchema },
      },
    },
    async (request, reply) => {
      const response = await signIn(deps, request).catch((error) => {
        if (error instanceof AppError && error.params.seconds) reply.header('retry-after', `${error.params.seconds}`);
        throw error;
      });
      takeCookies(response.answer, reply);
      return { user: response.user };
    },
  );
  fastify.post(
    '/api/auth/sign-out',
    { schema: { summary: 'End the session', tags: ['auth'] } },
    async (request, reply) => {
      const leave = () => deps.answer(toAuthRequest(request, deps.publicUrl, {}));
      const response = await deps.signOut(request.headers, request.ip, leave);
      await readAnswer(response);
      takeCookies(response, reply);
      return { success: true };
    },
  );
  fastify.get(
    '/api/auth/get-session',
    { schema: { summary: 'The session, prolonged when it is used daily; null without one', tags: ['auth'] } },
    async (request, reply) => {
      const response = await deps.answer(toAuthRequest(request, deps.publicUrl));
      const found = await readAnswer<(SignedIn & { session: { expiresAt: string } }) | null>(response);
      takeCookies(response, reply);
      reply.header('cache-control', 'no-store').type('application/json');
      if (!found) return 'null';
      const { id, name, email } = found.user;
      return { user: { id, name, email }, session: { expiresAt: found.session.expiresAt } };
    },
  );
}

type Opened = SignedIn & { token: string };

async function signIn(deps: SignInDeps, request: FastifyRequest): Promise<SignedIn & { answer: Response }> {
  const { email, password } = signInSchema.parse(request.body);
  await deps.limit.begin(request.ip, email);
  const answer = await deps.answer(toAuthRequest(request, deps.publicUrl, { email, password }));
  if (answer.status === 401) {
    await deps.recordRefusal(email, request.ip);
    await deps.limit.failed(request.ip, email);
  }
  const { user, token } = await readAnswer<Opened>(answer);
  try {
    await deps.limit.succeeded(request.ip, email);
    await deps.recordSignIn(user.id, request.ip);
  } catch (refusal) {
    await deps.dropSession(token);
    throw refusal;
  }
  return { user: { id: user.id, name: user.name, email: user.email }, answer };
}

function toAuthRequest(request: FastifyRequest, publicUrl: string, body?: Record<string, string>): Request {
  const headers = new Headers({ [ADDRESS_HEADER]: request.ip });
  for (const name of FORWARDED) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  if (body) headers.set('content-type', 'application/json');
  // Every browser names the page a POST comes from. What names none is a program, which nobody can trick into it.
  if (!['origin', 'referer', 'sec-fetch-site'].some((name) => headers.has(name))) {
    // Node's own fetch says this and nothing else, and better-auth would take it for half a browser.
    headers.delete('sec-fetch-mode');
    headers.set('origin', new URL(publicUrl).origin);
  }
  const url = new URL(request.url, publicUrl);
  return new Request(url, { method: request.method, headers, body: body && JSON.stringify(body) });
}

/** better-auth's answer, or its refusal in our codes. @throws AppError */
async function readAnswer<Answer>(response: Response): Promise<Answer> {
  if (response.ok) return (await response.json()) as Answer;
  if (response.status === 401) throw new AppError('access/wrong-credentials');
  if (response.status === 403) throw new AppError('access/origin-refused');
  if (response.status < 500) throw new AppError('request/invalid');
  throw new AppError('server/failed', { message: `better-auth answered ${response.status}` });
}

function takeCookies(response: Response, reply: FastifyReply): void {
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie);
}
