import { useMemo, useRef } from 'react';
import type { IncidentSummary } from '#contract/incident';
import { serverNow, useClock } from '../../../live/clock.ts';
import { orderQueue } from './order-queue.ts';
import type { QueueState } from './queue-state.ts';
import type { MyAgencies } from './urgency.ts';

/** Between two events only lateness moves a row, and a promise is in minutes: looking every few seconds is enough. */
const LOOK_EVERY_MS = 5000;

/** Most urgent first. The same array as before while nothing moved, so that the list is not drawn again. */
export function useOrderedQueue(queue: QueueState, mine: MyAgencies): readonly IncidentSummary[] {
  const look = useClock((now) => Math.floor(now / LOOK_EVERY_MS));
  const before = useRef<readonly IncidentSummary[]>([]);
  return useMemo(() => {
    void look;
    const next = orderQueue(queue.incidents.values(), serverNow(), mine);
    const isSame = next.length === before.current.length && next.every((row, index) => row === before.current[index]);
    if (!isSame) before.current = next;
    return before.current;
  }, [queue, mine, look]);
}
