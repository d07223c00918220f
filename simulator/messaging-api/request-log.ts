import type { Changes } from '../changes.ts';

/** One request of a bot and its verdict. */
export type LoggedRequest = {
  at: number;
  requestId: string;
  channel: string | undefined;
  operation: string;
  method: string;
  path: string;
  retryKey: string | undefined;
  body: unknown;
  /** 0 when the simulator let the request time out. */
  status: number;
  verdict: 'accepted' | 'repeated' | 'rejected' | 'forced';
  answer: unknown;
  /** What LINE does not report but a developer should know: a changed body with an old retry key, a send in standby. */
  warnings: string[];
};

export type RequestLog = ReturnType<typeof createRequestLog>;

/** Keeps the latest requests, oldest first. */
export function createRequestLog(changes: Changes, keep: number) {
  const entries: LoggedRequest[] = [];
  let dropped = 0;
  return {
    entries: entries as readonly LoggedRequest[],
    add(entry: LoggedRequest) {
      entries.push(entry);
      if (entries.length > keep) {
        entries.shift();
        dropped += 1;
      }
      changes.publish({ about: 'requests' });
    },
    /** Number of requests ever logged; the index of the next one. */
    count: () => dropped + entries.length,
    clear() {
      dropped += entries.length;
      entries.length = 0;
    },
  };
}
