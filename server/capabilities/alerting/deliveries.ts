import type { Notification } from './notification.ts';

/** Longer than any call's timeout. Leases of a process that has ended are released at once. */
export const LEASE_MS = 20_000;

/** Notifications that this process has just written and delivers itself: nothing is claimed for them. */
export type Deliveries = {
  /**
   * The lease they are written with; undefined while nobody would notice the end of this process, and while nobody here
   * delivers: then they are due at once.
   */
  lease(now: Date): { until: Date; processId: number } | undefined;
  /** Hands over what has just been committed. */
  hand(committed: readonly Notification[]): void;
  /** Everything handed over and not yet taken. */
  take(): Notification[];
  /** @returns ends it: this process delivers nothing more */
  onHanded(listener: () => void): () => void;
};

export function createDeliveries({ processId }: { processId(): number | null }): Deliveries {
  const waiting: Notification[] = [];
  const listeners = new Set<() => void>();
  return {
    lease(now) {
      const id = listeners.size > 0 ? processId() : null;
      return id === null ? undefined : { until: new Date(now.getTime() + LEASE_MS), processId: id };
    },
    hand(committed) {
      waiting.push(...committed);
      for (const listener of listeners) listener();
    },
    take: () => waiting.splice(0),
    onHanded(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
