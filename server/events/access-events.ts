import type { NotifiedAccountAction } from '#contract/account-actions';

/** Events about staff accounts. */
export type AccessEvents = {
  /** How a person signs in or is contacted has changed: they must be notified. */
  'account-changed': {
    personId: string;
    action: NotifiedAccountAction;
    /** An agency they serve in today; null if they serve nowhere. */
    agencyId: string | null;
    /** The LINE account that was linked until now. */
    lineUserId: string | null;
    /** Everything that acts for them without a sign-in ends: push subscriptions of browsers and unused codes. */
    linksEnded: boolean;
  };
  /** A person is known by something that they weren't known by before: a number of their own, or their LINE. */
  'person-known-anew': { personId: string };
};
