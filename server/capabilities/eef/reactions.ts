import { followStep } from './commands/follow-referrals.ts';
import type { EefContext } from './context.ts';

export function registerEefReactions({ events }: Pick<EefContext, 'events'>): void {
  events.on('referral-step', async (work, step) => followStep(work, step));
}
