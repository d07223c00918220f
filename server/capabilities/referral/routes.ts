import { z } from 'zod';
import type { Actor } from '#capabilities/access';
import type { Permission } from '#contract/permission';
import {
  answerCapacitySchema,
  askCapacitySchema,
  bundleCreatedSchema,
  capacityQuestionsSchema,
  caseNeedHoldingsSchema,
  completeReferralSchema,
  confirmReferralSchema,
  decideLossSchema,
  declineReferralSchema,
  failReferralSchema,
  holdReferralSchema,
  newBundleSchema,
  newReferralSchema,
  ownServiceSchema,
  proposeLossSchema,
  type ReferralChanged,
  referralChangedSchema,
  referralCreatedSchema,
  referralDetailSchema,
  referralListQuerySchema,
  referralListSchema,
  refuseDeclineSchema,
  updateReferralSchema,
  withdrawReferralSchema,
} from '#contract/referral-api';
import { needsBackSchema } from '#contract/referral-needs';
import { referralRulesSchema } from '#contract/referral-rules';
import type { Work } from '#platform/database/transaction';
import { fileAnswer, type Route, routeTable } from '#platform/http/route';
import { acceptReferral, confirmDecline, declineReferral, refuseDecline } from './commands/answer-referral.ts';
import { answerCapacity, askCapacity } from './commands/ask-capacity.ts';
import { decideLoss, endOwnService, giveOwnService, proposeLoss } from './commands/choose-for-need.ts';
import { confirmReferral } from './commands/confirm-referral.ts';
import { createBundle, createReferral, offerReferral } from './commands/create-referral.ts';
import { withdrawReferral } from './commands/withdraw-referral.ts';
import {
  completeReferral,
  failReferral,
  holdReferral,
  resumeReferral,
  startReferral,
  updateReferral,
} from './commands/work-on-referral.ts';
import type { ReferralContext } from './context.ts';
import { getReferral } from './queries/get-referral.ts';
import { getReferralBundle } from './queries/get-referral-bundle.ts';
import { listCapacityQuestionsOfCase, listReceivedCapacityQuestions } from './queries/list-capacity-questions.ts';
import { listCaseNeeds } from './queries/list-case-needs.ts';
import { listNeedsBack } from './queries/list-needs-back.ts';
import { listReferrals } from './queries/list-referrals.ts';
import { RULES } from './rules.ts';

const { get, post } = routeTable<Actor>();
const byId = z.object({ id: z.uuid() });
const ofNeed = z.object({ id: z.uuid(), needId: z.uuid() });
const idsOf = ({ id, needId }: { id: string; needId: string }) => ({ caseId: id, needId });
const VIEW_A_REFERRAL = ['referral:view', 'case:view'] as const satisfies Permission[];

/** Referrals: the queue of a receiver, what a sender sent, one of them, and its life. */
export function referralRoutes(context: ReferralContext): Route<Actor>[] {
  /** One change of one referral. */
  function change<Body extends z.ZodType | undefined = undefined>(line: {
    path: string;
    summary: string;
    permission: Permission;
    body?: Body;
    command(
      context: ReferralContext,
      work: Work,
      actor: Actor,
      id: string,
      input: Body extends z.ZodType ? z.output<Body> : undefined,
    ): Promise<ReferralChanged>;
  }): Route<Actor> {
    const { path, command, ...rest } = line;
    return post({
      ...rest,
      path: `/api/v1/referrals/:id/${path}`,
      params: byId,
      answer: referralChangedSchema,
      run: (work, { actor, params: { id }, body }) => command(context, work, actor, id, body as never),
    });
  }

  return [
    get({
      path: '/api/v1/referral-rules',
      summary: 'Times of referrals, and what each service is told of a person: data, with its source',
      permission: VIEW_A_REFERRAL,
      audit: { nothingPersonal: 'Hours, names of fields and papers, as the program has them' },
      answer: referralRulesSchema,
      run: async () => RULES,
    }),
    get({
      path: '/api/v1/referral-needs',
      summary: 'Needs of my area that came back without help, and those that somebody proposed to give up',
      permission: 'case:view',
      audit: {
        view: 'referral/view-needs-back',
        subject: 'board',
        subjectId: () => 'referral-needs',
        details: (_, { back, losses }) => ({ back: back.length, losses: losses.length }),
      },
      answer: needsBackSchema,
      run: ({ tx }, { actor }) => listNeedsBack(context, tx, actor),
    }),
    get({
      path: '/api/v1/referrals',
      summary: 'Referrals that my agency received or sent',
      permission: VIEW_A_REFERRAL,
      audit: {
        view: 'referral/view-list',
        subject: 'board',
        subjectId: () => 'referrals',
        details: ({ query: { side, scope } }, { referrals }) => ({ side, scope, referrals: referrals.length }),
      },
      query: referralListQuerySchema,
      answer: referralListSchema,
      run: ({ tx }, { actor, query }) => listReferrals(context, tx, actor, query),
    }),
    get({
      path: '/api/v1/referrals/:id',
      summary: 'A referral, as far as I may see it: who it is about only after acceptance',
      permission: VIEW_A_REFERRAL,
      audit: { view: 'referral/view', subject: 'referral' },
      params: byId,
      answer: referralDetailSchema,
      run: ({ tx }, { actor, params: { id } }) => getReferral(context, tx, actor, id),
    }),
    get({
      path: '/api/v1/referrals/:id/fhir',
      summary: 'A referral as a FHIR R4 bundle, with what its page shows me',
      permission: VIEW_A_REFERRAL,
      audit: { view: 'referral/export-fhir', subject: 'referral' },
      params: byId,
      answer: fileAnswer,
      run: ({ tx }, { actor, params: { id } }) => getReferralBundle(context, tx, actor, id),
    }),
    get({
      path: '/api/v1/cases/:id/referrals',
      summary: 'The needs of a case: who works on each, and what I can do where nobody does',
      permission: 'case:view',
      audit: { view: 'referral/view-needs', subject: 'case' },
      params: byId,
      answer: caseNeedHoldingsSchema,
      run: ({ tx }, { actor, params: { id } }) => listCaseNeeds(context, tx, actor, id),
    }),
    post({
      path: '/api/v1/cases/:id/referrals',
      summary: 'Send a need to a service, or keep a draft of it',
      permission: 'case:work',
      params: byId,
      body: newReferralSchema,
      answer: referralCreatedSchema,
      run: (work, { actor, params: { id }, body }) => createReferral(context, work, actor, id, body),
    }),
    post({
      path: '/api/v1/referral-bundles',
      summary: 'Send siblings together: all at once, and then each goes its own way',
      permission: 'case:work',
      body: newBundleSchema,
      answer: bundleCreatedSchema,
      run: (work, { actor, body }) => createBundle(context, work, actor, body),
    }),
    post({
      path: '/api/v1/cases/:id/needs/:needId/own-service',
      summary: 'We give this help ourselves',
      permission: 'case:work',
      params: ofNeed,
      body: ownServiceSchema,
      run: (work, { actor, params, body }) => giveOwnService(context, work, actor, idsOf(params), body),
    }),
    post({
      path: '/api/v1/cases/:id/needs/:needId/own-service/end',
      summary: 'Our own service is over and did not help: the need is on the list again',
      permission: 'case:work',
      params: ofNeed,
      run: (work, { actor, params }) => endOwnService(context, work, actor, idsOf(params)),
    }),
    post({
      path: '/api/v1/cases/:id/needs/:needId/loss',
      summary: 'Propose to give a need up, because no help is to be had',
      permission: 'case:work',
      params: ofNeed,
      body: proposeLossSchema,
      run: (work, { actor, params, body }) => proposeLoss(context, work, actor, idsOf(params), body),
    }),
    post({
      path: '/api/v1/cases/:id/needs/:needId/loss/decide',
      summary: 'Decide as a supervisor on a need that a colleague proposed to give up',
      permission: 'case:approve',
      params: ofNeed,
      body: decideLossSchema,
      run: (work, { actor, params, body }) => decideLoss(context, work, actor, idsOf(params), body),
    }),
    get({
      path: '/api/v1/cases/:id/capacity-questions',
      summary: 'Whom we asked for a place for this case, and what they answered',
      permission: 'case:view',
      audit: { view: 'referral/view-capacity-questions', subject: 'case' },
      params: byId,
      answer: capacityQuestionsSchema,
      run: ({ tx }, { params: { id } }) => listCapacityQuestionsOfCase(context, tx, id),
    }),
    post({
      path: '/api/v1/cases/:id/capacity-questions',
      summary: 'Ask receivers whether they have a place, before anybody is named',
      permission: 'case:work',
      params: byId,
      body: askCapacitySchema,
      answer: z.object({ asked: z.int() }),
      run: (work, { actor, params: { id }, body }) => askCapacity(context, work, actor, id, body),
    }),
    get({
      path: '/api/v1/capacity-questions',
      summary: 'Whether my agency has a place: questions that wait for an answer',
      permission: 'referral:view',
      audit: { nothingPersonal: 'A need, an age band and a subdistrict; nobody is named and no case is' },
      answer: capacityQuestionsSchema,
      run: ({ tx }, { actor }) => listReceivedCapacityQuestions(context, tx, actor),
    }),
    post({
      path: '/api/v1/capacity-questions/:id/answer',
      summary: 'Say whether my agency has a place',
      permission: 'referral:answer',
      params: byId,
      body: answerCapacitySchema,
      run: (work, { actor, params: { id }, body }) => answerCapacity(context, work, actor, id, body),
    }),
    change({ path: 'offer', summary: 'Send a draft', permission: 'case:work', command: offerReferral }),
    change({
      path: 'withdraw',
      summary: 'Take a referral back',
      permission: 'case:work',
      body: withdrawReferralSchema,
      command: withdrawReferral,
    }),
    change({
      path: 'accept',
      summary: 'Accept a referral for my agency',
      permission: 'referral:answer',
      command: acceptReferral,
    }),
    change({
      path: 'decline',
      summary: 'Decline a referral with a code; where the law gives it to us, propose to',
      permission: 'referral:answer',
      body: declineReferralSchema,
      command: declineReferral,
    }),
    change({
      path: 'confirm-decline',
      summary: 'Agree to a decline that a colleague proposed',
      permission: 'referral:confirm-decline',
      command: confirmDecline,
    }),
    change({
      path: 'refuse-decline',
      summary: 'Refuse a decline that a colleague proposed: it waits for an answer again',
      permission: 'referral:confirm-decline',
      body: refuseDeclineSchema,
      command: refuseDecline,
    }),
    change({ path: 'start', summary: 'Begin the work', permission: 'referral:answer', command: startReferral }),
    change({
      path: 'hold',
      summary: 'Pause the work until a day; it goes on by itself',
      permission: 'referral:answer',
      body: holdReferralSchema,
      command: holdReferral,
    }),
    change({ path: 'resume', summary: 'Go on', permission: 'referral:answer', command: resumeReferral }),
    change({
      path: 'update',
      summary: 'Say how it goes',
      permission: 'referral:answer',
      body: updateReferralSchema,
      command: updateReferral,
    }),
    change({
      path: 'complete',
      summary: 'Say what became of it for the person',
      permission: 'referral:answer',
      body: completeReferralSchema,
      command: completeReferral,
    }),
    change({
      path: 'not-complete',
      summary: 'Accepted help did not come about, and why',
      permission: 'referral:answer',
      body: failReferralSchema,
      command: failReferral,
    }),
    change({
      path: 'confirmation',
      summary: 'What the person said to me: whether they got it',
      permission: 'case:work',
      body: confirmReferralSchema,
      command: confirmReferral,
    }),
  ];
}
