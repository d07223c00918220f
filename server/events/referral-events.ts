import type { ReferralStatus, ReferralTimelineKind } from '#contract/referral';

/** Events about referrals; ids only. */
export type ReferralEvents = {
  /** Anything about it has changed: consoles of both sides read it again, each with its own rights. */
  'referral-changed': { referralId: string };
  /** A step of its life, in the transaction of its cause. */
  'referral-step': {
    referralId: string;
    caseId: string;
    needId: string;
    code: string;
    status: ReferralStatus;
    fromAgencyId: string;
    toAgencyId: string;
    /** A receiver hears of it from the offer on. */
    isOffered: boolean;
    kind: ReferralTimelineKind;
    at: Date;
  };
};
