import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import {
  eefAcceptedSchema,
  eefAcceptSchema,
  eefCheckedSchema,
  eefChecksQuerySchema,
  eefChecksSchema,
  eefExportQuerySchema,
  eefFiguresSchema,
  eefListQuerySchema,
  eefListSchema,
  eefPeriodSchema,
} from '#contract/eef-api';
import { schoolCheckAnswerSchema } from '#contract/eef-checks';
import { eefFileSchema, eefImportSchema } from '#contract/eef-file';
import { fileAnswer, type Route, routeTable } from '#platform/http/route';
import { acceptMany } from './commands/accept-many.ts';
import { answerSchoolCheck } from './commands/answer-check.ts';
import { importAnswers } from './commands/import-answers.ts';
import type { EefContext } from './context.ts';
import { getFigures } from './queries/get-figures.ts';
import { listChecks } from './queries/list-checks.ts';
import { listExportedChildren } from './queries/list-exported-children.ts';
import { listReceived } from './queries/list-received.ts';

const { get, post } = routeTable<Actor>();

/** What the fund's officers work with: children, checks, files and figures. */
export function eefRoutes(context: EefContext): Route<Actor>[] {
  return [
    get({
      path: '/api/v1/eef/children',
      summary: 'Children who were sent to the fund, a page in the order of the work; with the first one all counts',
      permission: 'eef:view',
      audit: {
        view: 'eef/view-children',
        subject: 'board',
        subjectId: () => 'eef',
        details: ({ query: { scope } }, { children }) => ({
          scope,
          rows: children.length,
          named: children.filter(({ name }) => name !== null).length,
        }),
      },
      query: eefListQuerySchema,
      answer: eefListSchema,
      run: ({ tx }, { query }) => listReceived(context, tx, query),
    }),
    post({
      path: '/api/v1/eef/accept',
      summary: 'Accepts several children at once; each has its own result',
      permission: 'referral:answer',
      body: eefAcceptSchema,
      answer: eefAcceptedSchema,
      run: (work, { actor, body }) => acceptMany(context, work, actor, body),
    }),
    get({
      path: '/api/v1/eef/checks',
      summary: 'Whether children are still learning: of one referral, or all that is due, the most overdue first',
      permission: ['referral:answer', 'case:work'],
      audit: {
        view: 'eef/view-checks',
        subject: 'board',
        subjectId: ({ query: { referralId } }) => referralId ?? 'eef-checks',
        details: (_, { checks }) => ({ checks: checks.length }),
      },
      query: eefChecksQuerySchema,
      answer: eefChecksSchema,
      run: ({ tx }, { actor, query }) => listChecks(context, tx, actor, query),
    }),
    post({
      path: '/api/v1/eef/checks/:id/answer',
      summary: 'Says whether a child is still learning; one that left has its need open again',
      permission: ['referral:answer', 'case:work'],
      params: z.object({ id: z.uuid() }),
      body: schoolCheckAnswerSchema,
      answer: eefCheckedSchema,
      run: (work, { actor, params: { id }, body }) => answerSchoolCheck(context, work, actor, id, body),
    }),
    get({
      path: '/api/v1/eef/figures',
      summary: 'What became of the children who were sent to learning in a time, each counted once',
      permission: ['eef:view', 'case:approve'],
      audit: { nothingPersonal: 'numbers of children by province; nobody is named' },
      query: eefPeriodSchema,
      answer: eefFiguresSchema,
      run: ({ tx }, { query }) => getFigures(context, tx, query),
    }),
    get({
      path: '/api/v1/eef/export',
      summary:
        'Children as a file for the fund: all that is open, or those of the figures; accepted ones with their packet',
      permission: 'eef:view',
      audit: {
        view: 'eef/export',
        subject: 'board',
        subjectId: () => 'eef',
        details: ({ query: { what, format } }) => ({ what, format }),
      },
      query: eefExportQuerySchema,
      answer: fileAnswer,
      run: ({ tx }, { query }) => listExportedChildren(context, tx, query),
    }),
    post({
      path: '/api/v1/eef/answers',
      summary:
        "Takes the fund's answers from a file, CSV or JSON; every line has its own result, a preview changes nothing",
      permission: 'eef:view',
      largestBody: 4_000_000,
      body: eefFileSchema,
      answer: eefImportSchema,
      run: (work, { actor, body }) => importAnswers(context, work, actor, body),
    }),
  ];
}
