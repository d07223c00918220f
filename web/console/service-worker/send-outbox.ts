import { forgetDevice } from '../outbox/forget.ts';
import { outbox } from '../outbox/index.ts';

type Sync = { tag: string; waitUntil(work: Promise<unknown>): void };
type Scope = { addEventListener(type: 'sync', listen: (event: Sync) => void): void };

/** Sends what a patrol pressed without signal, also with the page closed, as soon as the browser finds a network. */
export function sendOutboxInBackground(scope: Scope): void {
  scope.addEventListener('sync', (event) => {
    if (event.tag === 'ess-outbox') event.waitUntil(send());
  });
}

async function send(): Promise<void> {
  const answer = await fetch('/api/v1/me', { credentials: 'same-origin' });
  // Nobody is signed in any more: their words wait, sealed, until they come back.
  if (answer.status === 401) return forgetDevice();
  const me: unknown = await answer.json();
  const id = typeof me === 'object' && me !== null && 'id' in me ? me.id : undefined;
  // Thrown, the browser asks again later by itself.
  if (typeof id !== 'string' || (await outbox.send(id)) === 'later') throw new Error('not yet');
}
