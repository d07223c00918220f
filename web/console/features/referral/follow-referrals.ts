import type { QueryClient } from '@tanstack/react-query';
import type { LiveEvent } from '#contract/live';
import { REFERRALS_KEY } from './referrals-key.ts';

/** Reads again what a live event says has changed: the lists, and that referral where it is open. */
export function followReferrals(client: QueryClient, event: LiveEvent): void {
  if (event.event === 'reload') void client.invalidateQueries({ queryKey: REFERRALS_KEY });
  if (event.event !== 'referral-changed') return;
  for (const part of ['list', 'needs', event.referralId])
    void client.invalidateQueries({ queryKey: [...REFERRALS_KEY, part] });
}
