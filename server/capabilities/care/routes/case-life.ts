import type { Actor } from '#capabilities/access';
import {
  answerCaseTransferSchema,
  caseChangedSchema,
  caseViewsSchema,
  decideApprovalSchema,
  excludeSchema,
  exclusionsSchema,
  forceTransferSchema,
  holdCaseSchema,
  inviteMemberSchema,
  linkCaseSchema,
  madeSchema,
  nudgeCaseSchema,
  offerTransferSchema,
  offerTransfersSchema,
  reassessSchema,
  reopenCaseSchema,
  requestApprovalSchema,
  setRiskSchema,
  transfersOfferedSchema,
} from '#contract/case-api';
import {
  beginHouseholdSchema,
  caseHouseholdSchema,
  joinHouseholdSchema,
  leaveHouseholdSchema,
  memberAddedSchema,
  mergeHouseholdSchema,
  splitHouseholdSchema,
} from '#contract/household';
import { type Route, routeTable } from '#platform/http/route';
import { addHouseholdMember } from '../commands/add-household-member.ts';
import { decideOnProposal } from '../commands/decide-on-proposal.ts';
import { nudgeCase } from '../commands/nudge-case.ts';
import type { CareContext } from '../context.ts';
import { excludePerson, liftCaseExclusion } from '../people/commands/exclude-person.ts';
import { beginHousehold, leaveHousehold } from '../people/commands/join-household.ts';
import { mergeHousehold, splitHousehold } from '../people/commands/split-household.ts';
import { undoHouseholdChange } from '../people/commands/undo-household-change.ts';
import { getHousehold } from '../people/queries/get-household.ts';
import { listCaseExclusions } from '../people/queries/list-exclusions.ts';
import { listCaseViews } from '../queries/list-case-views.ts';
import { requestApproval, withdrawApproval } from '../record/commands/decide-approval.ts';
import { endMember, inviteMember } from '../record/commands/invite-member.ts';
import { linkCase, unlinkCase } from '../record/commands/link-case.ts';
import { holdCase, moveBy, resumeCase, setCaseRisk } from '../record/commands/move-case.ts';
import {
  answerCaseTransfer,
  forceTransfer,
  offerCase,
  offerCasesOf,
  withdrawTransfer,
} from '../record/commands/offer-transfer.ts';
import { caseRouteTable } from './case-route-table.ts';

const table = routeTable<Actor>();

/** The steps of a case, what a second person decides, who owns it, who joins in and who must not learn of it. */
export function caseLifeRoutes(context: CareContext): Route<Actor>[] {
  const { get, post } = caseRouteTable(context);
  const answer = caseChangedSchema;
  return [
    post({
      path: '/finish-assessment',
      summary: 'The assessment is done: on to the plan',
      permission: 'case:work',
      answer,
      command: moveBy('finish-assessment'),
    }),
    post({
      path: '/start-plan',
      summary: 'The plan is approved: begin with it',
      permission: 'case:work',
      answer,
      command: moveBy('start-plan'),
    }),
    post({
      path: '/follow-up',
      summary: 'Every service is done, refused or replaced: on to following up',
      permission: 'case:work',
      answer,
      command: moveBy('follow-up'),
    }),
    post({
      path: '/reassess',
      summary: 'Back to the assessment, with a reason',
      permission: 'case:work',
      body: reassessSchema,
      answer,
      command: moveBy('reassess'),
    }),
    post({
      path: '/replan',
      summary: 'Back to the plan, with a new version of it',
      permission: 'case:work',
      answer,
      command: moveBy('replan'),
    }),
    post({
      path: '/reopen',
      summary: 'Reopen a closed case, with a reason',
      permission: 'case:work',
      body: reopenCaseSchema,
      answer,
      command: moveBy('reopen'),
    }),
    post({
      path: '/risk',
      summary: 'Set the risk; lowering it takes a second person',
      permission: 'case:work',
      body: setRiskSchema,
      answer,
      command: setCaseRisk,
    }),
    post({
      path: '/hold',
      summary: 'Put it on hold until a day, with a reason',
      permission: 'case:work',
      body: holdCaseSchema,
      answer,
      command: holdCase,
    }),
    post({
      path: '/nudge',
      summary: 'Ask for a decision or an answer that one waits for, from half of its time on',
      permission: 'case:work',
      body: nudgeCaseSchema,
      answer,
      command: nudgeCase,
    }),
    post({ path: '/resume', summary: 'Take it off hold', permission: 'case:work', answer, command: resumeCase }),
    post({
      path: '/approvals',
      summary: 'Propose what a second person must decide',
      permission: 'case:work',
      body: requestApprovalSchema,
      answer: madeSchema,
      command: requestApproval,
    }),
    post({
      path: '/approvals/:approvalId/decide',
      summary: 'Approve, send fields back, or refuse; never what one proposed oneself',
      permission: 'case:approve',
      body: decideApprovalSchema,
      answer,
      command: decideOnProposal,
    }),
    post({
      path: '/approvals/:approvalId/withdraw',
      summary: 'Take back what I proposed',
      permission: 'case:work',
      answer,
      command: withdrawApproval,
    }),
    post({
      path: '/transfer',
      summary: 'Offer it to another agency or a colleague',
      permission: 'case:transfer',
      body: offerTransferSchema,
      answer,
      command: offerCase,
    }),
    post({
      path: '/transfer/answer',
      summary: 'Accept or decline a case that is offered to me',
      permission: 'case:transfer',
      body: answerCaseTransferSchema,
      answer,
      command: answerCaseTransfer,
    }),
    post({
      path: '/transfer/withdraw',
      summary: 'Take the offer back',
      permission: 'case:transfer',
      answer,
      command: withdrawTransfer,
    }),
    post({
      path: '/transfer/force',
      summary: 'Move it without waiting for an answer, with a reason',
      permission: 'case:approve',
      body: forceTransferSchema,
      answer,
      command: forceTransfer,
    }),
    table.post({
      path: '/api/v1/case-transfers',
      summary: 'Offer every open case of a worker who leaves',
      permission: 'case:transfer',
      body: offerTransfersSchema,
      answer: transfersOfferedSchema,
      run: (work, { actor, body }) => offerCasesOf(context, work, actor, body),
    }),
    post({
      path: '/links',
      summary: 'Link another case: a sibling, a caregiver',
      permission: 'case:work',
      body: linkCaseSchema,
      answer,
      command: linkCase,
    }),
    post({
      path: '/links/:otherId/remove',
      summary: 'Remove a link',
      permission: 'case:work',
      answer,
      command: unlinkCase,
    }),
    get({
      path: '/exclusions',
      summary: 'Who must not learn of it',
      permission: 'case:invite',
      audit: { view: 'case/view-exclusions', subject: 'case' },
      answer: exclusionsSchema,
      query: listCaseExclusions,
    }),
    post({
      path: '/exclusions',
      summary: 'Bar somebody, silently: an alleged abuser, a relative who works there',
      permission: 'case:invite',
      body: excludeSchema,
      answer: madeSchema,
      command: excludePerson,
    }),
    post({
      path: '/exclusions/:exclusionId/lift',
      summary: 'Lift an exclusion',
      permission: 'case:invite',
      answer: madeSchema,
      command: liftCaseExclusion,
    }),
    get({
      path: '/household',
      summary: 'Who lives and lived with the person, and what happened to the household',
      permission: 'case:view',
      audit: { view: 'case/view-household', subject: 'case' },
      answer: caseHouseholdSchema,
      query: getHousehold,
    }),
    post({
      path: '/household',
      summary: 'Begin the household of the person',
      permission: 'case:work',
      body: beginHouseholdSchema,
      answer: madeSchema,
      command: beginHousehold,
    }),
    post({
      path: '/household/members',
      summary:
        'Somebody else lives there: by name, with a case of their own, or with one that is opened for them at once',
      permission: 'case:work',
      body: joinHouseholdSchema,
      answer: memberAddedSchema,
      command: addHouseholdMember,
    }),
    post({
      path: '/household/members/:memberId/leave',
      summary: 'Somebody does not live there any more',
      permission: 'case:work',
      body: leaveHouseholdSchema,
      answer: madeSchema,
      command: leaveHousehold,
    }),
    post({
      path: '/household/split',
      summary: 'Some move to a place of their own, which may be secret',
      permission: 'case:work',
      body: splitHouseholdSchema,
      answer: madeSchema,
      command: splitHousehold,
    }),
    post({
      path: '/household/merge',
      summary: 'The household of another case moves into this one',
      permission: 'case:work',
      body: mergeHouseholdSchema,
      answer: madeSchema,
      command: mergeHousehold,
    }),
    post({
      path: '/household/changes/:changeId/undo',
      summary: 'Undo a change: who came goes back, who left is there again',
      permission: 'case:work',
      answer: madeSchema,
      command: undoHouseholdChange,
    }),
    post({
      path: '/team',
      summary: 'Invite somebody of another profession to sections, until a day',
      permission: 'case:invite',
      body: inviteMemberSchema,
      answer: madeSchema,
      command: inviteMember,
    }),
    post({
      path: '/team/:memberId/end',
      summary: 'End an invitation',
      permission: 'case:invite',
      answer: madeSchema,
      command: endMember,
    }),
    get({
      path: '/views',
      summary: 'Who looked at it, and when',
      permission: 'case:invite',
      audit: { view: 'case/view-views', subject: 'case' },
      answer: caseViewsSchema,
      query: listCaseViews,
    }),
  ];
}
