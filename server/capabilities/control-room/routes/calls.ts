import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import type { IncidentContext } from '#capabilities/incident';
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
const nothing = z.strictObject({}).nullish();
const done = z.object({ done: z.literal(true) });
const yes = { done: true } as const;
/** A clerk's own list reaches back over the shift before. */
const OWN_CALLS_MS = 16 * 3_600_000;
const PHONE_REPORT = '/api/v1/phone-reports/:id';
const CALL_BACK = '/api/v1/call-backs/:id';

/**
 * Calls typed in, and people to call back. A call becomes a report, which only the house writes; so these lines run as
 * the house, and the commands decide whose it is.
 */
export function callRoutes(context: ControlRoomContext & { incident: IncidentContext }): Route<Actor>[] {
  const then = async (work: Work, id: string, act: Promise<unknown>) => {
    await act;
    return showPhoneReport(work.tx, id);
  };
  return [
    post({
      path: '/api/v1/phone-reports',
      summary: 'Begin the report of somebody who calls; with type and place it is the alert',
      permission: 'report:take-by-phone',
      runsAs: 'service',
      audit: 'by-the-command',
      body: takePhoneReportSchema,
      answer: phoneReportSchema,
      async run(work, { actor, body }) {
        const id = await takePhoneReport(context, work, actor, body);
        return getPhoneReport(context, work.tx, actor, id);
      },
    }),
    get({
      path: '/api/v1/phone-reports',
      summary: 'The calls I took lately, and how each stands',
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
      summary: 'One call, or a report that lacks something, as its clerk sees it',
      permission: 'report:take-by-phone',
      audit: { view: 'control-room/view-report', subject: 'report' },
      params,
      answer: phoneReportSchema,
      run: ({ tx }, { actor, params: { id } }) => getPhoneReport(context, tx, actor, id),
    }),
    post({
      path: PHONE_REPORT,
      summary: 'Add to a call, or to a report that lacks its type or place; complete, it is the alert',
      permission: 'report:take-by-phone',
      runsAs: 'service',
      audit: 'by-the-command',
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
      summary: 'It was no report: nothing of it stays on the desks',
      permission: 'report:take-by-phone',
      runsAs: 'service',
      audit: 'by-the-command',
      params,
      body: dropPhoneReportSchema,
      answer: done,
      async run(work, { actor, params: { id }, body: { reason } }) {
        await getPhoneReport(context, work.tx, actor, id);
        await dropPhoneReport(context, work, actor, { reportId: id, reason });
        return yes;
      },
    }),
    get({
      path: `${PHONE_REPORT}/duplicates`,
      summary: 'Open incidents that may be what the caller tells of',
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
      summary: 'Reporters to be called, by when they are due',
      permission: 'report:call-back',
      audit: { view: 'control-room/view-call-backs', subject: 'board', subjectId: () => 'call-backs' },
      answer: callBackListSchema,
      run: ({ tx }, { actor }) => listCallBacks(context, tx, actor),
    }),
    post({
      path: `${CALL_BACK}/claim`,
      summary: 'I am calling; of two clerks at once one has it',
      permission: 'report:call-back',
      audit: 'by-the-command',
      params,
      body: nothing,
      answer: done,
      run: (work, { actor, params: { id } }) => claimCallBack(context, work, actor, id).then(() => yes),
    }),
    post({
      path: `${CALL_BACK}/release`,
      summary: 'I was called away before calling',
      permission: 'report:call-back',
      audit: 'by-the-command',
      params,
      body: nothing,
      answer: done,
      run: (work, { actor, params: { id } }) => releaseCallBack(context, work, actor, id).then(() => yes),
    }),
    post({
      path: `${CALL_BACK}/done`,
      summary: 'What came of the call; nobody answered means again later',
      permission: 'report:call-back',
      // That calling is not safe is written into the report; only who took the entry, as a desk, can finish it.
      runsAs: 'service',
      audit: 'by-the-command',
      params,
      body: callBackDoneSchema,
      answer: done,
      run: (work, { actor, params: { id }, body }) => finishCallBack(context, work, actor, id, body).then(() => yes),
    }),
    post({
      path: '/api/v1/incidents/:id/call-backs',
      summary: 'Have a reporter called in so many minutes',
      permission: 'incident:message',
      audit: 'by-the-command',
      params,
      body: askCallBackSchema,
      answer: done,
      run: (work, { actor, params: { id }, body }) => askCallBack(context, work, actor, id, body).then(() => yes),
    }),
  ];
}
