import { forgetDevice } from '../outbox/forget.ts';
import { outbox } from '../outbox/index.ts';

type Sync = { tag: string; waitUntil(work: Promise<unknown>): void };
type Scope = { addEventListener(type: 'sync', listen: (event: Sync) => void): void };

/** Sends a patrol's queued actions as soon as the browser has a network, also with the page closed. */
export function sendOutboxInBackground(scope: Scope): void {
  scope.addEventListener('sync', (event) => {
    if (event.tag === 'ess-outbox') event.waitUntil(send());
  });
}

async function send(): Promise<void> {
  const answer = await fetch('/api/v1/me', { credentials: 'same-origin' });
  // Nobody is signed in any more: the queue stays, encrypted, until they sign in again.
  if (answer.status === 401) return forgetDevice();
  const me: unknown = await answer.json();
  const id = typeof me === 'object' && me !== null && 'id' in me ? me.id : undefined;
  // After an error the browser retries by itself.
  if (typeof id !== 'string' || (await outbox.send(id)) === 'later') throw new Error('not yet');
}
