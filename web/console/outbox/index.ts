import { deviceStore } from './device.ts';
import { createOutbox } from './outbox.ts';
import { postEntry } from './post-entry.ts';
import { shrinkPhoto } from './shrink-photo.ts';

/** The outbox of this device, used by the page and its service worker. */
export const outbox = createOutbox({
  store: deviceStore,
  post: postEntry,
  shrink: shrinkPhoto,
  // Without locks (old browsers) an entry may be sent twice; its idempotency key makes it count once.
  alone: (run) => ('locks' in navigator ? navigator.locks.request('ess-outbox', run) : run()),
  now: () => new Date().toISOString(),
});

export { deviceSnapshots, openDevice } from './device.ts';
export type { Entry, NumberedEntry, Refusal } from './entry.ts';
