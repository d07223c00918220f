import { useEffect, useRef } from 'react';
import type { AlarmTone } from '../../../ui/alarm-tone.ts';
import type { QueueState } from '../queue/queue-state.ts';
import type { MyAgencies } from '../queue/urgency.ts';
import { attentionKeys } from './attention.ts';

/**
 * One soft tone for each new thing that waits for an officer. Nothing sounds for what was there when the page opened.
 */
export function useChime(queue: QueueState, mine: MyAgencies, isLoaded: boolean, tone: AlarmTone): void {
  const known = useRef<Set<string> | null>(null);
  useEffect(() => {
    if (!isLoaded) return;
    const keys = attentionKeys(queue, mine);
    const hasNew = known.current !== null && [...keys].some((key) => !known.current?.has(key));
    known.current = keys;
    if (hasNew) tone.chime();
  }, [queue, mine, isLoaded, tone]);
}
