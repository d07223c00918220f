import type { FastifyInstance } from 'fastify';
import { AppError } from '#platform/app-error';
import { type OrganisationSignIn, RETURN_PATH } from '../commands/sign-in-by-organisation.ts';
import { signInRequestOf } from './sign-in.ts';

/** The two routes of a sign-in by the organisation. The browser navigates to them, so they answer with redirects. */
export function registerOrganisationRoutes(
  fastify: FastifyInstance,
  organisation: OrganisationSignIn | undefined,
  origin: string,
): void {
  const get = () => {
    if (!organisation) throw new AppError('request/not-found');
    return organisation;
  };
  const schema = (summary: string) => ({ schema: { summary, tags: ['auth'] } });
  fastify.get(
    '/api/auth/sign-in/organisation',
    schema('Start a sign-in by the organisation'),
    async (_request, reply) => {
      const { url, cookies } = await get().begin();
      for (const cookie of cookies) reply.header('set-cookie', cookie);
      return reply.redirect(url);
    },
  );
  fastify.get(RETURN_PATH, schema('Return from the organisation'), async (request, reply) => {
    try {
      const answer = await get().finish(new URL(request.url, origin), signInRequestOf(request));
      for (const cookie of answer.cookies) reply.header('set-cookie', cookie);
      const next = 'user' in answer ? '/console/' : `/console/sign-in?secondFactor=${answer.secondFactor.join(',')}`;
      return reply.redirect(next);
    } catch (refusal) {
      if (!(refusal instanceof AppError) || refusal.code === 'request/not-found') throw refusal;
      return reply.redirect(`/console/sign-in?problem=${encodeURIComponent(refusal.code)}`);
    }
  });
}
