import type { NotifiedAccountAction } from '#contract/account-actions';

/** What happens to the accounts of our own people. */
export type AccessEvents = {
  /** How an account is entered or reached has changed: its person must hear of it. */
  'account-changed': {
    personId: string;
    action: NotifiedAccountAction;
    /** An agency they serve in today; null for who serves nowhere. */
    agencyId: string | null;
    /** The chat that was linked until now. */
    lineUserId: string | null;
    /** Whatever rings or acts for them without a sign-in ends with this: browsers, codes not used yet. */
    linksEnded: boolean;
  };
};
