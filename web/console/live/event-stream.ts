import type { OpenStream } from './follow-live.ts';

/**
 * The browser's EventSource. We close it at its first error and resume after the last sequence ourselves: the browser's
 * own retry has no jitter, and after an HTTP error it does not retry.
 */
export function eventStream(address: (after: number) => string): OpenStream {
  return (after, hears) => {
    const source = new EventSource(address(after));
    source.onopen = () => hears.opened();
    source.onmessage = (event: MessageEvent<string>) => hears.received(event.data, sequenceOf(event.lastEventId));
    source.addEventListener('ping', (event: MessageEvent<string>) =>
      hears.pinged(event.data, sequenceOf(event.lastEventId)),
    );
    source.onerror = () => {
      source.close();
      hears.failed();
    };
    return { close: () => source.close() };
  };
}

function sequenceOf(id: string): number | null {
  return /^\d+$/.test(id) ? Number(id) : null;
}
