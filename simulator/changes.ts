/** What changed, for the page and for tests that wait: a phone, the log of requests, or the switches. */
export type Change = { about: 'phone'; userId: string } | { about: 'requests' | 'webhooks' | 'faults' | 'people' };

export type Changes = ReturnType<typeof createChanges>;

export function createChanges() {
  const listeners = new Set<(change: Change) => void>();
  return {
    publish(change: Change) {
      for (const listener of listeners) listener(change);
    },
    subscribe(listener: (change: Change) => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
