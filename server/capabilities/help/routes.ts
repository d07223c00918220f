import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import {
  decideHelpCheckSchema,
  filedHelpListSchema,
  helpChangedSchema,
  helpCheckListSchema,
  helpDetailSchema,
  helpDraftSchema,
  helpListQuerySchema,
  helpListSchema,
  saveHelpDraftSchema,
  submitHelpSchema,
} from '#contract/help-api';
import { printHelpSchema } from '#contract/help-print';
import { helpRulesSchema } from '#contract/help-rules';
import { fileAnswer, type Route, routeTable } from '#platform/http/route';
import { decideCheck } from './commands/decide-check.ts';
import { beginDraft, saveDraft } from './commands/save-draft.ts';
import { submitRequest } from './commands/submit-request.ts';
import type { HelpRoutesContext } from './context.ts';
import { HELP_RULES } from './help-rules.ts';
import { getDraft, getOwnDraft } from './queries/get-draft.ts';
import { getPrintedRequest } from './queries/get-printed-request.ts';
import { getRequest } from './queries/get-request.ts';
import { listChecksToDo, listFiled } from './queries/list-filed.ts';
import { listRequests } from './queries/list-requests.ts';
import { pictureRoutes } from './routes/pictures.ts';
import { requestLifeRoutes } from './routes/request-life.ts';

const { get, post } = routeTable<Actor>();
const params = z.object({ id: z.uuid() });
/** A household of thirty with what is said of each. */
const LARGEST_FORM_BYTES = 256 * 1024;

/**
 * Requests for help that is not urgent. Writing one runs as the service: danger becomes a report, which only the service
 * may write, and what the family had before is known wherever it was filed. The commands check whose it is.
 */
export function helpRoutes(context: HelpRoutesContext): Route<Actor>[] {
  return [
    get({
      path: '/api/v1/help-rules',
      summary: 'Benefits with their regulations, ceilings and clocks; what is not verified says so',
      permission: ['help:file', 'help:view'],
      audit: { nothingPersonal: 'Regulations' },
      answer: helpRulesSchema,
      run: async () => HELP_RULES,
    }),
    post({
      path: '/api/v1/help-drafts',
      summary: 'Begin a request for somebody; danger is read before everything else',
      permission: 'help:file',
      runsAs: 'service',
      secret: true,
      largestBody: LARGEST_FORM_BYTES,
      body: saveHelpDraftSchema,
      answer: helpDraftSchema,
      run: async (work, { actor, body }) =>
        getDraft(context, work.tx, await beginDraft(context, work, { kind: 'staff', actor }, body), {
          personId: actor.userId,
        }),
    }),
    get({
      path: '/api/v1/help-drafts/:id',
      summary: 'A request that I am writing, or that was returned to me to correct',
      permission: 'help:file',
      runsAs: 'service',
      audit: { view: 'help/view-draft', subject: 'help-request' },
      params,
      answer: helpDraftSchema,
      run: ({ tx }, { actor, params: { id } }) => getOwnDraft(context, tx, actor, id),
    }),
    post({
      path: '/api/v1/help-drafts/:id',
      summary: 'Save what was typed; danger is read before everything else, and nothing in it is refused',
      permission: 'help:file',
      runsAs: 'service',
      secret: true,
      largestBody: LARGEST_FORM_BYTES,
      params,
      body: saveHelpDraftSchema,
      answer: helpDraftSchema,
      run: async (work, { actor, params: { id }, body }) =>
        getDraft(context, work.tx, await saveDraft(context, work, { kind: 'staff', actor }, id, body), {
          personId: actor.userId,
        }),
    }),
    post({
      path: '/api/v1/help-drafts/:id/submit',
      summary: 'Send it, or send it once more after it was corrected',
      permission: 'help:file',
      runsAs: 'service',
      params,
      body: submitHelpSchema,
      answer: helpChangedSchema,
      run: (work, { actor, params: { id }, body }) =>
        submitRequest(context, work, { filer: { kind: 'staff', actor }, by: actor }, id, body),
    }),
    get({
      path: '/api/v1/help-filed',
      summary: 'What I filed for others: the status of each',
      permission: 'help:file',
      audit: {
        view: 'help/view-filed',
        subject: 'board',
        subjectId: () => 'help-filed',
        details: (_, { requests }) => ({ requests: requests.length }),
      },
      answer: filedHelpListSchema,
      run: ({ tx }, { actor }) => listFiled(tx, actor),
    }),
    get({
      path: '/api/v1/help-checks',
      summary: 'Requests of my tambon or amphoe that I am asked to check',
      permission: ['help:check-tambon', 'help:check-amphoe'],
      audit: {
        view: 'help/view-checks',
        subject: 'board',
        subjectId: () => 'help-checks',
        details: (_, { checks }) => ({ checks: checks.length }),
      },
      answer: helpCheckListSchema,
      run: ({ tx }, { actor }) => listChecksToDo(tx, actor),
    }),
    post({
      path: '/api/v1/help-checks/:id/decide',
      summary: 'It is so, or I doubt it; never of one that I filed, nor of my family',
      permission: ['help:check-tambon', 'help:check-amphoe'],
      runsAs: 'service',
      params,
      body: decideHelpCheckSchema,
      answer: helpChangedSchema,
      run: (work, { actor, params: { id }, body }) => decideCheck(context, work, actor, id, body),
    }),
    get({
      path: '/api/v1/help-requests',
      summary: 'Requests of my centre, province or country, the most urgent first',
      permission: 'help:view',
      audit: {
        view: 'help/view-list',
        subject: 'board',
        subjectId: () => 'help-requests',
        details: ({ query: { scope } }, { requests }) => ({ scope, requests: requests.length }),
      },
      query: helpListQuerySchema,
      answer: helpListSchema,
      run: ({ tx }, { actor, query }) => listRequests(context, tx, actor, query),
    }),
    get({
      path: '/api/v1/help-requests/:id',
      summary: 'A request with everything',
      permission: 'help:view',
      audit: { view: 'help/view', subject: 'help-request' },
      params,
      answer: helpDetailSchema,
      run: ({ tx }, { actor, params: { id } }) => getRequest(context, tx, actor, id),
    }),
    get({
      path: '/api/v1/help-requests/:id/print',
      summary: 'A request as a PDF in the order of the forms, to be signed',
      permission: 'help:view',
      audit: { view: 'help/print', subject: 'help-request', details: ({ query: { language } }) => ({ language }) },
      params,
      query: printHelpSchema,
      answer: fileAnswer,
      run: ({ tx }, { actor, params: { id }, query: { language } }) =>
        getPrintedRequest(context, tx, actor, id, language),
    }),
    ...pictureRoutes(context),
    ...requestLifeRoutes(context),
  ];
}
