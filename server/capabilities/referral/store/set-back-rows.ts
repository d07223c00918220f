import { sql } from '#platform/database/database';
import type { Work } from '#platform/database/transaction';
import { lag, type SetBack } from '#platform/set-back';

/** After the clock is set back: what is due stays due at the same moment. */
export async function moveReferralTimes({ tx }: Work, setBack: SetBack): Promise<void> {
  const [by, { since, now }] = [lag(setBack), setBack];
  await sql`UPDATE referral.referrals SET half_at = half_at - ${by}, due_at = due_at - ${by},
      province_at = province_at - ${by}
    WHERE province_told_at IS NULL AND (ended_at IS NULL OR status = 'expired')
      AND offered_at NOT BETWEEN ${since} AND ${now}`.execute(tx);
  await sql`UPDATE referral.referrals SET update_due_at = update_due_at - ${by}, outcome_due_at = outcome_due_at - ${by}
    WHERE ended_at IS NULL AND accepted_at NOT BETWEEN ${since} AND ${now}`.execute(tx);
  await sql`UPDATE referral.referrals SET confirm_at = confirm_at - ${by}
    WHERE confirmation = 'waiting' AND ended_at NOT BETWEEN ${since} AND ${now}`.execute(tx);
  await sql`UPDATE referral.referrals SET hold_until = hold_until - ${by}
    WHERE status = 'on-hold' AND status_since NOT BETWEEN ${since} AND ${now}`.execute(tx);
  await sql`UPDATE referral.answer_links SET expires_at = expires_at - ${by}
    WHERE ended_at IS NULL AND made_at NOT BETWEEN ${since} AND ${now}`.execute(tx);
}
