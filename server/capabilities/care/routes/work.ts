import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import {
  approvalListSchema,
  caseClausesSchema,
  casePlacesSchema,
  caseSearchQuerySchema,
  caseSearchSchema,
  colleaguesSchema,
  duplicatesQuerySchema,
  lateListQuerySchema,
  lateListSchema,
  overdueSchema,
  partnersQuerySchema,
  partnersSchema,
  workloadQuerySchema,
  workloadSchema,
  workTodaySchema,
} from '#contract/case-work';
import { VIEW_A_CASE } from '#contract/permission';
import { type Route, routeTable } from '#platform/http/route';
import type { CareContext } from '../context.ts';
import { findCases, findDuplicates } from '../queries/find-cases.ts';
import { getToday } from '../queries/get-today.ts';
import { listApprovalsToDecide } from '../queries/list-approvals-to-decide.ts';
import { listCasePlaces, listLate } from '../queries/list-late.ts';
import { listColleagues, listOverdue, listWorkload } from '../queries/list-load.ts';
import { listPartners } from '../queries/list-partners.ts';
import { listCaseClauses } from '../work/queries/list-case-clauses.ts';
import { describeSearch } from '../work/read-search.ts';
import { caseRouteTable } from './case-route-table.ts';

const { get } = routeTable<Actor>();

/** What there is to do: for a worker, for whoever decides, for a province; and the search. */
export function workRoutes(context: CareContext): Route<Actor>[] {
  return [
    get({
      path: '/api/v1/care/today',
      summary: 'What I have to do: now, late, waiting for me, waiting for others; the nearest first',
      permission: 'case:work',
      audit: {
        view: 'case/view-today',
        subject: 'board',
        subjectId: () => 'today',
        details: (_, { doNow, late, waitingForMe, waitingForOthers }) => ({
          rows: doNow.length + late.length + waitingForMe.length + waitingForOthers.length,
        }),
      },
      answer: workTodaySchema,
      run: ({ tx }, { actor }) => getToday(context, tx, actor),
    }),
    get({
      path: '/api/v1/care/approvals',
      summary: 'What waits for a second person where I decide; what I proposed myself is locked',
      permission: 'case:approve',
      audit: {
        view: 'case/view-approvals',
        subject: 'board',
        subjectId: () => 'approvals',
        details: (_, { approvals }) => ({ approvals: approvals.length }),
      },
      answer: approvalListSchema,
      run: ({ tx }, { actor }) => listApprovalsToDecide(context, tx, actor),
    }),
    get({
      path: '/api/v1/care/workload',
      summary: 'Open cases of each worker, of one agency or of all where I decide',
      permission: 'case:approve',
      audit: { nothingPersonal: 'numbers of cases by colleague; no case and nobody in care' },
      query: workloadQuerySchema,
      answer: workloadSchema,
      run: ({ tx }, { actor, query }) => listWorkload(context, tx, actor, query),
    }),
    get({
      path: '/api/v1/care/overdue',
      summary: 'Late and unaccepted cases by province and owner: numbers only',
      permission: 'case:view',
      audit: { nothingPersonal: 'numbers of cases by agency' },
      answer: overdueSchema,
      run: ({ tx }) => listOverdue(context, tx),
    }),
    get({
      path: '/api/v1/care/late',
      summary: 'Late cases, the longest first: which rule, since when, and who has to act',
      permission: 'case:view',
      audit: {
        view: 'case/view-late',
        subject: 'board',
        subjectId: () => 'late',
        details: (_, { cases }) => ({ cases: cases.length }),
      },
      query: lateListQuerySchema,
      answer: lateListSchema,
      run: ({ tx }, { actor, query }) => listLate(context, tx, actor, query),
    }),
    get({
      path: '/api/v1/care/places',
      summary: 'Open and late cases by subdistrict: numbers only, for a map',
      permission: 'case:approve',
      audit: { nothingPersonal: 'numbers of cases by subdistrict, to whoever may see each of them' },
      answer: casePlacesSchema,
      run: ({ tx }) => listCasePlaces(context, tx),
    }),
    get({
      path: '/api/v1/care/search',
      summary: 'Cases that I may see, by number, name or alias, ID number or telephone',
      permission: 'case:search',
      audit: {
        view: 'case/search',
        subject: 'board',
        subjectId: () => 'case-search',
        details: ({ query: { q } }, { found }) => ({ ...describeSearch(q), found: found.length }),
      },
      query: caseSearchQuerySchema,
      answer: caseSearchSchema,
      run: ({ tx }, { actor, query: { q } }) => findCases(context, tx, actor, q),
    }),
    get({
      path: '/api/v1/care/duplicates',
      summary: 'Cases that somebody may have already, before one is opened by hand: exact numbers and names only',
      permission: 'case:open',
      audit: {
        view: 'case/find-duplicates',
        subject: 'board',
        subjectId: () => 'case-duplicates',
        details: ({ query }, { found }) => ({ by: Object.keys(query).join(' '), found: found.length }),
      },
      query: duplicatesQuerySchema,
      answer: caseSearchSchema,
      run: ({ tx }, { actor, query }) => findDuplicates(context, tx, actor, query),
    }),
    get({
      path: '/api/v1/agencies/:id/care-workers',
      summary: 'Who of an agency can take a case on, and how many each has',
      permission: ['case:transfer', 'case:approve'],
      audit: { nothingPersonal: 'names of colleagues and numbers of cases; no case and nobody in care' },
      params: z.object({ id: z.uuid() }),
      answer: colleaguesSchema,
      run: ({ tx }, { actor, params: { id } }) => listColleagues(context, tx, actor, id),
    }),
    get({
      path: '/api/v1/care/partners',
      summary: 'People of other professions by name, to invite one to sections of a case',
      permission: 'case:invite',
      audit: { nothingPersonal: 'names of colleagues and where they serve; nobody in care' },
      query: partnersQuerySchema,
      answer: partnersSchema,
      run: ({ tx }, { query: { search } }) => listPartners(context, tx, search),
    }),
    caseRouteTable(context).get({
      path: '/clauses',
      summary: 'What the law asks for in the case of a child, and which of its clocks run',
      permission: VIEW_A_CASE,
      audit: { view: 'case/view-clauses', subject: 'case' },
      answer: caseClausesSchema,
      query: listCaseClauses,
    }),
  ];
}
