import { setTimeout as sleep } from 'node:timers/promises';
import type { IncidentQueue, IncidentSummary } from '../../../contract/incident.ts';
import { type ConsoleStream, openConsole } from './console-stream.ts';

/**
 * A console that does what the page does: resumes where it was when the line breaks, and takes a new snapshot when it
 * is closed. `firstSeen` holds for each place (`lat lng`) the moment its incident was first on the screen.
 */
export function followThroughCrashes(url: string, cookie: string) {
  const firstSeen = new Map<string, number>();
  let closed = false;
  let stream: ConsoleStream | undefined;
  let after: number | undefined;
  const show = ({ position: { lat, lng } }: IncidentSummary) => {
    const key = `${lat} ${lng}`;
    if (!firstSeen.has(key)) firstSeen.set(key, performance.now());
  };
  const takeSnapshot = async () => {
    const response = await fetch(`${url}/api/v1/incidents`, { headers: { cookie } });
    const queue = (await response.json()) as IncidentQueue;
    for (const incident of queue.incidents) show(incident);
  };
  const follow = async (): Promise<void> => {
    while (!closed) {
      const ended = Promise.withResolvers<void>();
      try {
        stream = await openConsole(url, {
          cookie,
          ...(after !== undefined && { after }),
          onFrame({ data }) {
            if (data.event === 'incident-changed') show(data.incident);
            if (data.event === 'reload') takeSnapshot().catch(() => {});
          },
          onEnd: ended.resolve,
        });
        await ended.promise;
        after = stream.lastId ?? after;
      } catch {
        // The server is away; the page tries again after a second, as the stream's `retry` says.
      }
      await sleep(1000);
    }
  };
  void follow();
  return {
    firstSeen,
    close() {
      closed = true;
      stream?.close();
    },
  };
}
