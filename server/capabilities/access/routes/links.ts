import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { signInMethodsSchema } from '#contract/access';
import {
  acceptedSchema,
  acceptInvitationSchema,
  linkTokenSchema,
  newPasswordByLinkSchema,
  shownInvitationSchema,
} from '#contract/access-people';
import { problemSchema } from '#contract/problem';
import type { Agencies } from '../agencies.ts';
import { acceptInvitation } from '../commands/accept-invitation.ts';
import { previewInvitation } from '../commands/preview-invitation.ts';
import { setPasswordByLink } from '../commands/set-password-by-link.ts';
import type { AccessContext } from '../context.ts';

/** Routes without a session: sign-in methods, and what the holder of a link may do. */
export function registerLinkRoutes(
  fastify: FastifyInstance,
  context: AccessContext,
  { agencies, organisation }: { agencies: Agencies; organisation: string | null },
): void {
  const schema = <Body extends z.ZodType>(summary: string, body: Body, answer: z.ZodType) => ({
    schema: { summary, tags: ['links'], body, response: { 200: answer, '4xx': problemSchema } },
  });
  fastify.get(
    '/api/v1/sign-in-methods',
    {
      schema: { summary: 'Sign-in methods besides a password', tags: ['auth'], response: { 200: signInMethodsSchema } },
    },
    async () => ({ passkey: true, organisation }),
  );
  fastify.post(
    '/api/v1/invitations/preview',
    schema('What an invitation offers', linkTokenSchema, shownInvitationSchema),
    async ({ body, ip }) => previewInvitation(context, agencies, (body as z.infer<typeof linkTokenSchema>).token, ip),
  );
  fastify.post(
    '/api/v1/invitations/accept',
    {
      ...schema('Accept an invitation with a name and a password', acceptInvitationSchema, acceptedSchema),
      config: { hashesPassword: true },
    },
    async ({ body, ip }) => acceptInvitation(context, agencies, body as z.infer<typeof acceptInvitationSchema>, ip),
  );
  fastify.post(
    '/api/v1/password-links/use',
    {
      ...schema('Set a new password by a link', newPasswordByLinkSchema, acceptedSchema),
      config: { hashesPassword: true },
    },
    async ({ body, ip }) => setPasswordByLink(context, agencies, body as z.infer<typeof newPasswordByLinkSchema>, ip),
  );
}
