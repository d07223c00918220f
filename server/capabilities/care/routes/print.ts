import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { dataCopyQuerySchema, giveDataCopySchema } from '#contract/case-data-copy';
import { printCaseSchema } from '#contract/case-print';
import { VIEW_A_CASE } from '#contract/permission';
import { fileAnswer, type Route, routeTable } from '#platform/http/route';
import { giveDataCopy } from '../commands/give-data-copy.ts';
import type { CareRoutesContext } from '../context.ts';
import { getDataCopy } from '../queries/get-data-copy.ts';
import { getPrintedCase } from '../queries/get-printed-case.ts';
import { caseRouteTable } from './case-route-table.ts';

const { get } = routeTable<Actor>();

/** A case on paper, and the copy that the law gives to whom it is about. */
export function printRoutes(context: CareRoutesContext): Route<Actor>[] {
  const { post } = caseRouteTable(context);
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
    post({
      path: '/data-copy',
      summary: 'A copy of what is held about a person was asked for, and who asks was checked: what of it is withheld',
      permission: 'case:give-copy',
      body: giveDataCopySchema,
      command: giveDataCopy,
    }),
    get({
      path: '/api/v1/cases/:id/data-copy',
      summary: 'The copy that I recorded within a day, as a PDF or as JSON',
      permission: 'case:give-copy',
      audit: { view: 'case/data-copy', subject: 'case', details: ({ query: { format } }) => ({ format }) },
      params: z.object({ id: z.uuid() }),
      query: dataCopyQuerySchema,
      answer: fileAnswer,
      run: ({ tx }, { actor, params: { id }, query }) => getDataCopy(context, tx, actor, id, query),
    }),
  ];
}
