import { auditTailSchema } from '#contract/audit';
import { type Caller, type Route, routeTable } from '#platform/http/route';
import { getTail } from './queries/get-tail.ts';

/** Where the chain ends, for operators: what is noted down elsewhere today shows tomorrow that nothing was cut off. */
export function auditRoutes<Actor extends Caller>(): Route<Actor>[] {
  const { get } = routeTable<Actor>();
  return [
    get({
      path: '/api/v1/audit/tail',
      summary: 'The last link of the audit',
      permission: 'system-alert:view',
      audit: { nothingPersonal: 'A number and a hash; no entry can be read from either.' },
      // Nobody at a console has a right to the chain itself.
      runsAs: 'service',
      answer: auditTailSchema,
      run: ({ tx }) => getTail(tx),
    }),
  ];
}
