import type { OpenStream } from './follow-live.ts';

/**
 * The browser's EventSource. It is closed at its first error, and we resume by ourselves behind the last sequence: the
 * browser's own retry has no jitter, and after an HTTP error it never comes back.
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
