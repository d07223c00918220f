import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import {
  askCallBackSchema,
  callBackDoneSchema,
  callBackListSchema,
  callLineSchema,
  dropPhoneReportSchema,
  duplicateCandidatesSchema,
  phoneReportInputSchema,
  phoneReportListSchema,
  phoneReportSchema,
  takePhoneReportSchema,
} from '#contract/control-room';
import type { Work } from '#platform/database/transaction';
import { type Route, routeTable } from '#platform/http/route';
import { askCallBack } from '../commands/ask-call-back.ts';
import { addToPhoneReport, dropPhoneReport, takePhoneReport } from '../commands/take-phone-report.ts';
import { claimCallBack, finishCallBack, releaseCallBack } from '../commands/work-call-back.ts';
import type { ControlRoomContext } from '../context.ts';
import { getPhoneReport, listPhoneReports, showPhoneReport } from '../queries/get-phone-report.ts';
import { listCallBacks } from '../queries/list-call-backs.ts';
import { listCallDuplicateCandidates } from '../queries/list-call-duplicate-candidates.ts';

const { get, post } = routeTable<Actor>();
const params = z.object({ id: z.uuid() });
/** A clerk's own list includes the previous shift. */
const OWN_CALLS_MS = 16 * 3_600_000;
const PHONE_REPORT = '/api/v1/phone-reports/:id';
const CALL_BACK = '/api/v1/call-backs/:id';

/**
 * Calls typed in, and call-backs. A call becomes a report, which only the service may write; so these routes run as the
 * service, and the commands check who may see and change it.
 */
export function callRoutes(context: ControlRoomContext): Route<Actor>[] {
  const then = async (work: Work, id: string, command: Promise<unknown>) => {
    await command;
    return showPhoneReport(work.tx, id);
  };
  return [
    post({
      path: '/api/v1/phone-reports',
      summary: 'Start the report of a caller; once it has a type and a place it raises the alert',
      permission: 'report:take-by-phone',
      runsAs: 'service',
      body: takePhoneReportSchema,
      answer: phoneReportSchema,
      async run(work, { actor, body }) {
        const id = await takePhoneReport(context, work, actor, body);
        return getPhoneReport(context, work.tx, actor, id);
      },
    }),
    get({
      path: '/api/v1/phone-reports',
      summary: 'The calls I took lately, with their status',
      permission: 'report:take-by-phone',
      audit: { view: 'control-room/view-own-calls', subject: 'board', subjectId: () => 'own-calls' },
      answer: phoneReportListSchema,
      run: async ({ tx }, { actor }) => {
        const since = new Date(context.clock.now().getTime() - OWN_CALLS_MS);
        return { reports: await listPhoneReports(tx, actor, since) };
      },
    }),
    get({
      path: PHONE_REPORT,
      summary: 'One call, or an unfinished report, as its clerk sees it',
      permission: 'report:take-by-phone',
      audit: { view: 'control-room/view-report', subject: 'report' },
      params,
      answer: phoneReportSchema,
      run: ({ tx }, { actor, params: { id } }) => getPhoneReport(context, tx, actor, id),
    }),
    post({
      path: PHONE_REPORT,
      summary: 'Add to a call or to an unfinished report; once complete it raises the alert',
      permission: 'report:take-by-phone',
      runsAs: 'service',
      params,
      body: phoneReportInputSchema.extend({ channel: callLineSchema.default('191') }),
      answer: phoneReportSchema,
      async run(work, { actor, params: { id }, body: { channel, ...input } }) {
        await getPhoneReport(context, work.tx, actor, id);
        return then(work, id, addToPhoneReport(context, work, actor, { reportId: id, line: channel, input }));
      },
    }),
    post({
      path: `${PHONE_REPORT}/drop`,
      summary: 'Drop a report that was none; it disappears from the boards',
      permission: 'report:take-by-phone',
      runsAs: 'service',
      params,
      body: dropPhoneReportSchema,
      async run(work, { actor, params: { id }, body: { reason } }) {
        await getPhoneReport(context, work.tx, actor, id);
        await dropPhoneReport(context, work, actor, { reportId: id, reason });
      },
    }),
    get({
      path: `${PHONE_REPORT}/duplicates`,
      summary: 'Open incidents that this call may be about',
      permission: 'report:take-by-phone',
      audit: { view: 'control-room/search-duplicates', subject: 'report' },
      params,
      answer: duplicateCandidatesSchema,
      run: async ({ tx }, { actor, params: { id } }) => ({
        duplicates: await listCallDuplicateCandidates(context, tx, actor, id),
      }),
    }),
    get({
      path: '/api/v1/call-backs',
      summary: 'Reporters to call back, by due time',
      permission: 'report:call-back',
      audit: { view: 'control-room/view-call-backs', subject: 'board', subjectId: () => 'call-backs' },
      answer: callBackListSchema,
      run: ({ tx }, { actor }) => listCallBacks(context, tx, actor),
    }),
    post({
      path: `${CALL_BACK}/claim`,
      summary: 'Claim a call-back; of two clerks at once only one gets it',
      permission: 'report:call-back',
      params,
      run: (work, { actor, params: { id } }) => claimCallBack(context, work, actor, id),
    }),
    post({
      path: `${CALL_BACK}/release`,
      summary: 'Release a call-back I claimed',
      permission: 'report:call-back',
      params,
      run: (work, { actor, params: { id } }) => releaseCallBack(context, work, actor, id),
    }),
    post({
      path: `${CALL_BACK}/done`,
      summary: 'Record the result of the call; after "no answer" it is due again later',
      permission: 'report:call-back',
      // "Not safe" is written into the report, which only the service may do; the command checks who claimed the entry.
      runsAs: 'service',
      params,
      body: callBackDoneSchema,
      run: (work, { actor, params: { id }, body }) => finishCallBack(context, work, actor, id, body),
    }),
    post({
      path: '/api/v1/incidents/:id/call-backs',
      summary: 'Ask for a reporter to be called back in a number of minutes',
      permission: 'incident:message',
      params,
      body: askCallBackSchema,
      run: (work, { actor, params: { id }, body }) => askCallBack(context, work, actor, id, body),
    }),
  ];
}
