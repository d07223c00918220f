import type { EefContext } from './context.ts';
import { rememberReferral } from './store/check-rows.ts';

/** What a receiver or the person says at the end of a referral decides what is asked later. */
export function registerEefReactions({ events }: Pick<EefContext, 'events'>): void {
  events.on('referral-step', async (work, { kind, referralId }) => {
    if (kind === 'completed' || kind === 'confirmed') rememberReferral(work, referralId);
  });
}
