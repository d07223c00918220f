import { deviceStore } from './device.ts';
import { createOutbox } from './outbox.ts';
import { postEntry } from './post-entry.ts';
import { shrinkPhoto } from './shrink-photo.ts';

/** The outbox of this device, for the page and for its service worker alike. */
export const outbox = createOutbox({
  store: deviceStore,
  post: postEntry,
  shrink: shrinkPhoto,
  // Without locks (an old browser) the keys still make twice once.
  alone: (run) => ('locks' in navigator ? navigator.locks.request('ess-outbox', run) : run()),
  now: () => new Date().toISOString(),
});

export { deviceSnapshots, openDevice } from './device.ts';
export type { Entry, NumberedEntry, Refusal } from './entry.ts';
