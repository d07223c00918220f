import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { problemSchema } from '#contract/problem';
import {
  answerByLinkSchema,
  answerKeySchema,
  answerLinksSchema,
  linkViewSchema,
  madeAnswerLinkSchema,
  newAnswerLinkSchema,
} from '#contract/referral-link';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import { type Route, routeTable } from '#platform/http/route';
import { answerByLink, type Opened, openByLink } from '../commands/answer-by-link.ts';
import { type LinkContext, makeAnswerLink, revokeAnswerLinks } from '../commands/make-answer-link.ts';
import type { ReferralContext } from '../context.ts';
import { listAnswerLinks } from '../queries/list-answer-links.ts';

const { get, post } = routeTable<Actor>();
const byId = z.object({ id: z.uuid() });

/** Links and letters for receivers without an account, as the sender makes them. */
export function answerLinkRoutes(context: LinkContext): Route<Actor>[] {
  return [
    get({
      path: '/api/v1/referrals/:id/answer-links',
      summary: 'Links of a referral for a receiver without an account: to whom, and whether it was opened',
      permission: 'case:view',
      audit: { view: 'referral/view-links', subject: 'referral' },
      params: byId,
      answer: answerLinksSchema,
      run: ({ tx }, { params: { id } }) => listAnswerLinks(tx, id),
    }),
    post({
      path: '/api/v1/referrals/:id/answer-links',
      summary: 'Make a one-time link, and a letter, for a receiver without an account; its code is told on the phone',
      permission: 'case:work',
      // Sent again it is another link: the answer holds the secrets, and is kept nowhere.
      secret: true,
      params: byId,
      body: newAnswerLinkSchema,
      answer: madeAnswerLinkSchema,
      run: (work, { actor, params: { id }, body }) => makeAnswerLink(context, work, actor, id, body),
    }),
    post({
      path: '/api/v1/referrals/:id/answer-links/revoke',
      summary: 'End the link of a referral',
      permission: 'case:work',
      params: byId,
      answer: z.object({ ended: z.int() }),
      run: (work, { actor, params: { id } }) => revokeAnswerLinks(context, work, actor, id),
    }),
  ];
}

/** What the holder of a link may do, without a session. */
export function registerAnswerByLink(fastify: FastifyInstance, context: ReferralContext & { db: Database }): void {
  const schema = (summary: string, body: z.ZodType) => ({
    schema: { summary, tags: ['links'], body, response: { 200: linkViewSchema, '4xx': problemSchema } },
  });
  // A wrong code stays counted: refused only after the commit.
  const run = async <Result>(work: (work: Work) => Promise<Opened<Result>>): Promise<Result> => {
    const opened = await inTransaction(context.db, work);
    if ('refused' in opened) throw opened.refused;
    return opened.result;
  };
  fastify.post(
    '/api/v1/answer-link/open',
    schema('What a link of a referral shows', answerKeySchema),
    async ({ body, ip }) => run((work) => openByLink(context, work, body as z.infer<typeof answerKeySchema>, ip)),
  );
  fastify.post(
    '/api/v1/answer-link/answer',
    schema('Answer a referral by its link', answerByLinkSchema),
    async ({ body, ip }) => {
      const { answer, ...key } = body as z.infer<typeof answerByLinkSchema>;
      return run((work) => answerByLink(context, work, key, answer, ip));
    },
  );
}
