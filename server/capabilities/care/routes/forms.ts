import type { Actor } from '#capabilities/access';
import {
  caseClocksSchema,
  caseNeedsSchema,
  caseRecordsSchema,
  endNeedSchema,
  openNeedSchema,
  recordLegalFactSchema,
  recordSavedSchema,
  saveRecordSchema,
  signRecordSchema,
} from '#contract/case-api';
import { dangerToolsSchema } from '#contract/case-risk';
import { VIEW_A_CASE } from '#contract/permission';
import { type Route, routeTable } from '#platform/http/route';
import { finishDecision, recordLegalFact } from '../clocks/commands/record-legal-fact.ts';
import { listCaseClocks } from '../clocks/queries/list-case-clocks.ts';
import type { CareContext } from '../context.ts';
import { endNeed, openNeed } from '../forms/commands/open-need.ts';
import { saveRecord } from '../forms/commands/save-record.ts';
import { signRecord } from '../forms/commands/sign-record.ts';
import { listCaseNeeds, listForms, listFormVersions } from '../forms/queries/list-forms.ts';
import { DANGER_TOOLS } from '../record/danger-tools.ts';
import { caseRouteTable } from './case-route-table.ts';

const table = routeTable<Actor>();

/** Forms, needs and clocks of a case. Who writes which section, row security and the commands decide. */
export function formRoutes(context: CareContext): Route<Actor>[] {
  const { get, post } = caseRouteTable(context);
  return [
    table.get({
      path: '/api/v1/danger-tools',
      summary: 'The questions on danger now, in every version, each with whether it is validated',
      permission: VIEW_A_CASE,
      audit: { nothingPersonal: 'questions as they stand in the form, with no answer of anybody' },
      answer: dangerToolsSchema,
      run: async () => ({ tools: [...DANGER_TOOLS] }),
    }),
    get({
      path: '/records',
      summary: 'The newest version of each form of a case, of the sections that I may see',
      permission: VIEW_A_CASE,
      audit: {
        view: 'case/view-records',
        subject: 'case',
        details: (_, { records }) => ({
          records: records.length,
          sections: [...new Set(records.map(({ section }) => section))].join(' '),
        }),
      },
      answer: caseRecordsSchema,
      query: listForms,
    }),
    get({
      path: '/records/:seriesId',
      summary: 'Every version of one form that was signed or proposed, and its draft; the newest first',
      permission: VIEW_A_CASE,
      audit: {
        view: 'case/view-record-versions',
        subject: 'case',
        details: ({ params }, { records }) => ({ ...params, versions: records.length }),
      },
      answer: caseRecordsSchema,
      query: listFormVersions,
    }),
    post({
      path: '/records/:seriesId',
      summary: 'Save a draft of a form, also one written without signal',
      permission: ['case:work', 'case:view-invited'],
      body: saveRecordSchema,
      answer: recordSavedSchema,
      command: saveRecord,
    }),
    post({
      path: '/records/:seriesId/sign',
      summary: 'Sign a form: it is whole, and is not changed any more',
      permission: ['case:work', 'case:view-invited'],
      body: signRecordSchema,
      answer: recordSavedSchema,
      command: signRecord,
    }),
    get({
      path: '/needs',
      summary: 'What the person needs, open and with an outcome',
      permission: VIEW_A_CASE,
      audit: { view: 'case/view-needs', subject: 'case' },
      answer: caseNeedsSchema,
      query: listCaseNeeds,
    }),
    post({
      path: '/needs',
      summary: 'Open a need that no assessment named',
      permission: 'case:work',
      body: openNeedSchema,
      command: openNeed,
    }),
    post({
      path: '/needs/:needId/end',
      summary: 'End a need with an outcome, and say by whose word',
      permission: 'case:work',
      body: endNeedSchema,
      command: endNeed,
    }),
    get({
      path: '/clocks',
      summary: 'The running clocks of a case, of the work and of the law',
      permission: VIEW_A_CASE,
      audit: { view: 'case/view-clocks', subject: 'case' },
      answer: caseClocksSchema,
      query: listCaseClocks,
    }),
    post({
      path: '/legal-facts',
      summary: 'Record what the law counts from, or what ends its time',
      permission: 'case:work',
      body: recordLegalFactSchema,
      command: recordLegalFact,
    }),
    post({
      path: '/decisions/:decisionId/done',
      summary: 'A decision of a conference is carried out',
      permission: 'case:work',
      command: finishDecision,
    }),
  ];
}
