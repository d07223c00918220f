import { isFailedReferral, isUnconfirmed, type ReferralAction } from '#contract/referral';
import type { ReferralDetail } from '#contract/referral-api';

export type StepName =
  | ('answer' | 'decide' | 'wait-decision' | 'offer' | 'start' | 'complete' | 'resume' | 'ask' | 'go-on')
  | ('wait-answer' | 'wait-help' | 'wait-person' | 'done' | 'ended' | 'read-only');
export type Step = { name: StepName; others: (ReferralAction | 'update' | 'say-otherwise')[] };

type Known = Pick<ReferralDetail, 'actions' | 'sides' | 'mayConfirm'> & {
  referral: Pick<ReferralDetail['referral'], 'status' | 'confirmation' | 'consequence'>;
};

/** The one thing to do next on a referral, and what else is possible, from what the server allows this person. */
export function decideStep({ referral, actions, sides, mayConfirm }: Known): Step {
  const { status, confirmation, consequence } = referral;
  const isReceiver = sides.includes('receiver');
  const others = (...names: ReferralAction[]): ReferralAction[] => names.filter((name) => actions.includes(name));
  const atWork = [...(actions.includes('complete') ? (['update'] as const) : []), ...others('hold', 'not-complete')];
  switch (status) {
    case 'draft':
      return { name: actions.includes('offer') ? 'offer' : 'read-only', others: others('withdraw') };
    case 'offered':
      return { name: actions.includes('accept') ? 'answer' : 'wait-answer', others: others('withdraw') };
    case 'declined-proposed':
      return actions.includes('confirm-decline')
        ? { name: 'decide', others: others('withdraw') }
        : { name: 'wait-decision', others: others('withdraw') };
    case 'accepted':
      return actions.includes('start')
        ? { name: 'start', others: [...others('complete'), ...atWork, ...others('withdraw')] }
        : { name: 'wait-help', others: others('withdraw') };
    case 'in-progress':
      return actions.includes('complete')
        ? { name: 'complete', others: [...atWork, ...others('withdraw')] }
        : { name: 'wait-help', others: others('withdraw') };
    case 'on-hold':
      return actions.includes('resume')
        ? { name: 'resume', others: [...others('complete', 'not-complete'), ...others('withdraw')] }
        : { name: 'wait-help', others: others('withdraw') };
    case 'completed':
      if (isUnconfirmed(confirmation)) return { name: mayConfirm ? 'ask' : 'wait-person', others: [] };
      // It has an outcome, but no help: the need is open.
      if (consequence && sides.includes('sender')) return { name: 'go-on', others: [] };
      return { name: 'done', others: mayConfirm ? ['say-otherwise'] : [] };
    default:
      return {
        name: isFailedReferral(status) && (!isReceiver || sides.includes('sender')) ? 'go-on' : 'ended',
        others: [],
      };
  }
}
