import { takeReceipt } from './commands/ask-person.ts';
import { followCaseStep } from './commands/follow-case.ts';
import type { ReferralContext } from './context.ts';

/** What happens to cases and needs that referrals hang on. */
export function registerReferralReactions(context: ReferralContext): void {
  context.events.on('case-step', async (work, step) => followCaseStep(work, step));
  context.events.on('receipt-answered', (work, answered) => takeReceipt(context, work, answered));
}
