import type { OpenStream } from './follow-live.ts';

/**
 * The browser's EventSource. We close it at its first error and resume after the last sequence ourselves: the browser's
 * own retry has no jitter, and after an HTTP error it does not retry.
 */
export function eventStream(address: (after: number) => string): OpenStream {
  return (after, handlers) => {
    const source = new EventSource(address(after));
    source.onopen = () => handlers.opened();
    source.onmessage = (event: MessageEvent<string>) => handlers.received(event.data, sequenceOf(event.lastEventId));
    source.addEventListener('ping', (event: MessageEvent<string>) =>
      handlers.pinged(event.data, sequenceOf(event.lastEventId)),
    );
    source.onerror = () => {
      source.close();
      handlers.failed();
    };
    return { close: () => source.close() };
  };
}

function sequenceOf(id: string): number | null {
  return /^\d+$/.test(id) ? Number(id) : null;
}
