import { useMemo, useRef } from 'react';
import type { IncidentSummary } from '#contract/incident';
import { serverNow, useClock } from '../../../live/clock.ts';
import { orderQueue } from './order-queue.ts';
import type { QueueState } from './queue-state.ts';
import type { MyAgencies } from './urgency.ts';

/** Between events only lateness changes the order, and ETAs are in minutes: checking every few seconds is enough. */
const CHECK_EVERY_MS = 5000;

/** Most urgent first. Returns the same array while the order is unchanged, so that the list is not drawn again. */
export function useOrderedQueue(queue: QueueState, mine: MyAgencies): readonly IncidentSummary[] {
  const tick = useClock((now) => Math.floor(now / CHECK_EVERY_MS));
  const before = useRef<readonly IncidentSummary[]>([]);
  return useMemo(() => {
    void tick;
    const next = orderQueue(queue.incidents.values(), serverNow(), mine);
    const isSame = next.length === before.current.length && next.every((row, index) => row === before.current[index]);
    if (!isSame) before.current = next;
    return before.current;
  }, [queue, mine, tick]);
}
