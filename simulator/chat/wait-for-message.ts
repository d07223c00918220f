import type { Place } from './send-from-person.ts';
import { listShownMessages, type ShownMessage } from './shown-message.ts';

/** Text it must contain, a pattern, or a function that returns true. */
export type Fits = string | RegExp | ((message: ShownMessage) => boolean);

/**
 * Resolves with the first bot message on the phone that fits, also one already there; `after` (a message id) leaves
 * older ones out. Rejects with what the phone shows instead.
 */
export function waitForMessage(
  { world, chat, person }: Place,
  fits: Fits,
  { timeoutMilliseconds = 60_000, after = '0' } = {},
): Promise<ShownMessage> {
  const find = () =>
    listShownMessages(chat, person).find(
      (one) => one.from === 'bot' && BigInt(one.id) > BigInt(after) && test(one, fits),
    );
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      const seen = listShownMessages(chat, person).map((one) => `${one.from}: ${one.text}`);
      const waited = `waited ${timeoutMilliseconds} ms for ${fits}`;
      reject(new Error(`simulator/no-such-message: ${waited}; the phone shows\n${seen.join('\n')}`));
    }, timeoutMilliseconds);
    const stop = world.changes.subscribe((change) => {
      if (change.about === 'phone' && change.userId === person.userId) check();
    });
    function check() {
      const found = find();
      if (!found) return;
      stop();
      clearTimeout(timer);
      resolve(found);
    }
    check();
  });
}

function test(message: ShownMessage, fits: Fits): boolean {
  if (typeof fits === 'function') return fits(message);
  return typeof fits === 'string' ? message.text.includes(fits) : fits.test(message.text);
}
