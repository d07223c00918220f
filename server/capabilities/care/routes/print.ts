import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { printCaseSchema } from '#contract/case-print';
import { VIEW_A_CASE } from '#contract/permission';
import { fileAnswer, type Route, routeTable } from '#platform/http/route';
import type { CareRoutesContext } from '../context.ts';
import { getPrintedCase } from '../queries/get-printed-case.ts';

const { get } = routeTable<Actor>();

/** A case on paper. */
export function printRoutes(context: CareRoutesContext): Route<Actor>[] {
  return [
    get({
      path: '/api/v1/cases/:id/print',
      summary: 'A case as far as I may see it, or its safety plan, as a PDF; the reason is recorded',
      permission: VIEW_A_CASE,
      audit: {
        view: 'case/print',
        subject: 'case',
        details: ({ query: { document, reason } }) => ({ document, reason }),
      },
      params: z.object({ id: z.uuid() }),
      query: printCaseSchema,
      answer: fileAnswer,
      run: ({ tx }, { actor, params: { id }, query }) => getPrintedCase(context, tx, actor, id, query),
    }),
  ];
}
