/** What became of one push to one browser of a person; `isGone`: its subscription is removed. */
export type BrowserOutcome = { id: string; personId: string; failure: string | null; isGone: boolean };

/** What became of one try to deliver a notification. `later`: it is tried again at `until`. */
export type DeliveryOutcome = {
  notificationId: string;
  kind: 'sent' | 'failed' | 'cancelled' | 'later';
  cause?: string;
  until?: Date;
  browsers?: readonly BrowserOutcome[];
};

/** Records an outcome; those that come at about the same time are written together. */
export type RecordOutcome = (outcome: DeliveryOutcome) => Promise<void>;
