import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import {
  caseChangedSchema,
  caseDetailSchema,
  caseListQuerySchema,
  caseListSchema,
  caseOpenedSchema,
  inCareSchema,
  letDaysPassSchema,
  openCaseSchema,
} from '#contract/case-api';
import { VIEW_A_CASE } from '#contract/permission';
import { type Route, routeTable } from '#platform/http/route';
import { letDaysPass } from '../commands/let-days-pass.ts';
import { openCaseFor } from '../commands/open-case-for.ts';
import type { CareContext } from '../context.ts';
import { getCaseDetail } from '../queries/get-case-detail.ts';
import { listCases } from '../queries/list-cases.ts';
import { getInCare } from '../queries/list-early-notifications.ts';
import { acceptCase } from '../record/commands/accept-case.ts';
import { caseRouteTable } from './case-route-table.ts';

const table = routeTable<Actor>();

/** Cases: lists, one case, and its life. */
export function caseRoutes(context: CareContext): Route<Actor>[] {
  const { get, post } = caseRouteTable(context);
  return [
    table.get({
      path: '/api/v1/cases',
      summary: 'Cases of my centre, province or country, and those I am invited to',
      permission: VIEW_A_CASE,
      audit: {
        view: 'case/view-list',
        subject: 'board',
        subjectId: () => 'cases',
        details: ({ query: { scope } }, { cases }) => ({ scope, cases: cases.length }),
      },
      query: caseListQuerySchema,
      answer: caseListSchema,
      run: ({ tx }, { actor, query }) => listCases(context, tx, actor, query),
    }),
    table.get({
      path: '/api/v1/incidents/:id/in-care',
      summary: 'Whether somebody of this incident is in care and whether a social worker comes along, and nothing else',
      permission: ['incident:view', 'incident:view-assigned'],
      audit: { nothingPersonal: 'Yes or no, and the colleague who comes along, to whoever sees the incident' },
      params: z.object({ id: z.uuid() }),
      answer: inCareSchema,
      run: ({ tx }, { actor, params: { id } }) => getInCare(context, tx, actor, id),
    }),
    table.post({
      path: '/api/v1/cases',
      summary: 'Open a case for somebody who calls 1300 or walks in',
      permission: 'case:open',
      body: openCaseSchema,
      answer: caseOpenedSchema,
      run: (work, { actor, body }) => openCaseFor(context, work, actor, body),
    }),
    get({
      path: '',
      summary: 'A case, as far as I may see it',
      permission: VIEW_A_CASE,
      audit: { view: 'case/view', subject: 'case' },
      answer: caseDetailSchema,
      query: getCaseDetail,
    }),
    post({
      path: '/let-days-pass',
      summary: 'For training, in a demonstration only: time passes for this case',
      permission: 'case:work',
      body: letDaysPassSchema,
      answer: caseChangedSchema,
      command: letDaysPass,
    }),
    post({
      path: '/accept',
      summary: 'Take the case on',
      permission: 'case:work',
      answer: caseChangedSchema,
      command: acceptCase,
    }),
  ];
}
