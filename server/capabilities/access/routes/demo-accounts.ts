import type { FastifyInstance } from 'fastify';
import { type DemoAccounts, demoAccountsSchema } from '#contract/access';
import { AppError } from '#platform/app-error';

/** For the sign-in page of a demonstration. Not in the route table, which requires a session. */
export function registerDemoAccountsRoute(
  fastify: FastifyInstance,
  deps: { demonstration: boolean; listDemoAccounts(): Promise<DemoAccounts> },
): void {
  fastify.get(
    '/api/v1/demo-accounts',
    {
      schema: {
        summary: 'Demonstration accounts; only in a demonstration',
        tags: ['me'],
        response: { 200: demoAccountsSchema },
      },
    },
    async () => {
      if (!deps.demonstration) throw new AppError('request/not-found');
      return deps.listDemoAccounts();
    },
  );
}
