import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { AlertKind } from '#contract/alert-kind';
import type { LiveEvent } from '#contract/live';
import { isSignedOut } from '../features/access/index.ts';
import { CHANNELS_KEY } from '../features/alerting/index.ts';
import { CALL_BACKS_KEY } from '../features/dispatch/index.ts';
import { createLiveQueue, followDetails, RECENT_KEY } from '../features/incident/index.ts';
import { OPERATOR_ALARMS_KEY } from '../features/operator/index.ts';
import { useStore } from '../live/use-store.ts';
import { alarmTone } from './alarm-tone.ts';

/** News of an incident that is answered already: heard once, also where nobody looks at the screen. */
const RINGS_ONCE: readonly AlertKind[] = [
  'eta-passed',
  'order-withdrawn',
  'reporter-message',
  'order-unseen',
  'back-up',
];

/** The live queue of whoever is signed in, with all that was fetched kept true to it. One for each signed-in page. */
export function useLiveDesk(personId: string, onExpired: () => void) {
  const client = useQueryClient();
  const [live] = useState(() =>
    createLiveQueue({
      personId,
      isSignedOut,
      onEvent: (event: LiveEvent) => {
        followDetails(client, event);
        if (event.event === 'unit-changed' || event.event === 'reload') {
          void client.invalidateQueries({ queryKey: ['units'] });
        }
        if (event.event === 'alerted') {
          void client.invalidateQueries({ queryKey: CHANNELS_KEY });
          // An alarm of an incident rings by the queue; this one is about none, or about one that somebody has.
          if (!event.incidentId || RINGS_ONCE.includes(event.kind)) alarmTone.playOnce();
        }
        if (event.event.startsWith('operator-alarm')) void client.invalidateQueries({ queryKey: OPERATOR_ALARMS_KEY });
        if (event.event === 'call-backs-changed') void client.invalidateQueries({ queryKey: CALL_BACKS_KEY });
        if (event.event === 'incident-changed' || event.event === 'reload') {
          void client.invalidateQueries({ queryKey: RECENT_KEY });
        }
      },
    }),
  );
  useEffect(() => live.start(), [live]);
  const queue = useStore(live.queue);
  const line = useStore(live.line);
  const isLoaded = useStore(live.loaded);
  const latestOnExpired = useRef(onExpired);
  latestOnExpired.current = onExpired;
  const isExpired = line.state === 'signed-out';
  useEffect(() => {
    if (isExpired) latestOnExpired.current();
  }, [isExpired]);
  return { live, queue, line, isLoaded };
}
