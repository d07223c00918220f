import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { HELP_ACTIONS, type HelpAction } from '#contract/help';
import {
  answerReceiptSchema,
  appealHelpSchema,
  decideAppealSchema,
  decideHelpSchema,
  type HelpChanged,
  helpChangedSchema,
  mergeHelpSchema,
  openHelpCaseSchema,
  proposeHelpSchema,
  recordHelpPaymentSchema,
  recordHelpVisitSchema,
  returnHelpSchema,
  withdrawHelpSchema,
} from '#contract/help-api';
import type { Work } from '#platform/database/transaction';
import { type Route, routeTable } from '#platform/http/route';
import { decideAppeal, fileAppeal } from '../commands/appeal-refusal.ts';
import { mergeRequests, openCaseOfRequest, withdrawOwn, withdrawRequest } from '../commands/end-request.ts';
import { askCommittee, closeRequest, leaveToIncident, receiveRequest, stepOf } from '../commands/move-request.ts';
import { decideProposal, proposeHelp } from '../commands/propose-help.ts';
import { recordPayment, recordReceipt } from '../commands/record-payment.ts';
import { recordVisit } from '../commands/record-visit.ts';
import { returnRequest } from '../commands/return-request.ts';
import type { HelpContext } from '../context.ts';

const { post } = routeTable<Actor>();
const params = z.object({ id: z.uuid() });

type Line = { path: string; action: HelpAction; summary: string };

/** What happens to a request after it was checked: a line for each action of the state table. */
export function requestLifeRoutes(context: HelpContext): Route<Actor>[] {
  const shared = ({ path, action, summary }: Line) => ({
    ...{ path: `/api/v1/help-requests/:id/${path}`, summary, params, answer: helpChangedSchema },
    permission: HELP_ACTIONS[action].permission,
  });
  const step = (
    line: Line,
    command: (context: HelpContext, work: Work, actor: Actor, id: string) => Promise<HelpChanged>,
  ) => post({ ...shared(line), run: (work, { actor, params: { id } }) => command(context, work, actor, id) });
  const act = <Body extends z.ZodType>(
    line: Line,
    body: Body,
    command: (
      context: HelpContext,
      work: Work,
      actor: Actor,
      id: string,
      input: z.output<Body>,
    ) => Promise<HelpChanged>,
  ) =>
    post({
      ...{ ...shared(line), body },
      run: (work, request) => command(context, work, request.actor, request.params.id, request.body as z.output<Body>),
    });
  return [
    step({ path: 'receive', action: 'receive', summary: 'Take it on; the days begin' }, receiveRequest),
    act(
      { path: 'visits', action: 'find-facts', summary: 'What was found out, field by field' },
      recordHelpVisitSchema,
      recordVisit,
    ),
    act(
      { path: 'propose', action: 'propose', summary: 'Propose to grant it or to refuse; another person decides' },
      proposeHelpSchema,
      proposeHelp,
    ),
    step(
      { path: 'ask-committee', action: 'ask-committee', summary: 'Above the limit: to the committee' },
      askCommittee,
    ),
    act(
      { path: 'decide', action: 'approve', summary: 'Approve what a colleague proposed, or send it back' },
      decideHelpSchema,
      decideProposal,
    ),
    step(
      { path: 'wait-for-budget', action: 'wait-for-budget', summary: 'Granted, and the money is not there yet' },
      stepOf('wait-for-budget'),
    ),
    step(
      { path: 'begin-payment', action: 'begin-payment', summary: 'The payment was ordered elsewhere' },
      stepOf('begin-payment'),
    ),
    act(
      { path: 'payments', action: 'record-payment', summary: 'What was paid or handed over; nothing is paid here' },
      recordHelpPaymentSchema,
      recordPayment,
    ),
    act(
      { path: 'receipt', action: 'confirm', summary: 'What the person said: did they get it?' },
      answerReceiptSchema,
      recordReceipt,
    ),
    step({ path: 'close', action: 'close', summary: 'They have it: close' }, closeRequest),
    act(
      { path: 'return', action: 'return', summary: 'Send it back field by field, each with its reason' },
      returnHelpSchema,
      returnRequest,
    ),
    act(
      { path: 'appeal', action: 'appeal', summary: 'Write down an appeal for the person' },
      appealHelpSchema,
      fileAppeal,
    ),
    act(
      { path: 'decide-appeal', action: 'uphold', summary: 'Decide on an appeal; never whoever refused' },
      decideAppealSchema,
      decideAppeal,
    ),
    act(
      { path: 'withdraw', action: 'withdraw', summary: 'The person takes it back' },
      withdrawHelpSchema,
      withdrawRequest,
    ),
    act(
      { path: 'merge', action: 'merge', summary: 'The same wish twice: this one ends, the other goes on' },
      mergeHelpSchema,
      mergeRequests,
    ),
    act(
      { path: 'open-case', action: 'open-case', summary: 'More is needed: open a case with what the form says' },
      openHelpCaseSchema,
      openCaseOfRequest,
    ),
    step(
      { path: 'leave-to-incident', action: 'leave-to-incident', summary: 'Nothing but the danger was asked for' },
      leaveToIncident,
    ),
    post({
      path: '/api/v1/help-drafts/:id/withdraw',
      summary: 'Take back what I filed for somebody',
      permission: 'help:file',
      runsAs: 'service',
      params,
      body: withdrawHelpSchema,
      answer: helpChangedSchema,
      run: (work, { actor, params: { id }, body }) =>
        withdrawOwn(context, work, { filer: { kind: 'staff', actor }, by: actor }, id, body),
    }),
  ];
}
