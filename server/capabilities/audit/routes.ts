import { auditTailSchema } from '#contract/audit';
import { type Caller, type Route, routeTable } from '#platform/http/route';
import { getTail } from './queries/get-tail.ts';

/** The end of the chain, for operators: noted down elsewhere, it later proves that nothing was cut off. */
export function auditRoutes<Actor extends Caller>(): Route<Actor>[] {
  const { get } = routeTable<Actor>();
  return [
    get({
      path: '/api/v1/audit/tail',
      summary: 'The last link of the audit chain',
      permission: 'system-alert:view',
      audit: { nothingPersonal: 'A number and a hash; no entry can be read from either.' },
      // The user role may not read the chain.
      runsAs: 'service',
      answer: auditTailSchema,
      run: ({ tx }) => getTail(tx),
    }),
  ];
}
