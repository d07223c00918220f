import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { AlertKind } from '#contract/alert-kind';
import type { LiveEvent } from '#contract/live';
import { isSignedOut } from '../features/access/index.ts';
import { CHANNELS_KEY } from '../features/alerting/index.ts';
import { followCases } from '../features/care/index.ts';
import { CALL_BACKS_KEY } from '../features/control-room/index.ts';
import { followHelp } from '../features/help/index.ts';
import { createLiveQueue, followDetails, RECENT_KEY } from '../features/incident/index.ts';
import { followReferrals } from '../features/referral/index.ts';
import { SYSTEM_ALERTS_KEY } from '../features/system-alerts/index.ts';
import { useStore } from '../live/use-store.ts';
import { alarmTone } from './alarm-tone.ts';
import { fetchRest } from './fetch-rest.ts';

/** Alerts about an incident that is answered already: they sound once. */
const RINGS_ONCE: readonly AlertKind[] = [
  'eta-passed',
  'order-withdrawn',
  'reporter-message',
  'order-unseen',
  'back-up',
];

/** The live queue of the signed-in person; its events also refresh the data that was fetched. One for each shell. */
export function useLiveQueue(personId: string, onExpired: () => void) {
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
          // Alarms ring through the queue; this alert is about no incident, or about one that somebody has acknowledged.
          if (!event.incidentId || RINGS_ONCE.includes(event.kind)) alarmTone.playOnce();
        }
        if (event.event.startsWith('system-alert')) void client.invalidateQueries({ queryKey: SYSTEM_ALERTS_KEY });
        followCases(client, event);
        followReferrals(client, event);
        followHelp(client, event);
        if (event.event === 'call-backs-changed') void client.invalidateQueries({ queryKey: CALL_BACKS_KEY });
        if (event.event === 'incident-changed' || event.event === 'reload') {
          void client.invalidateQueries({ queryKey: RECENT_KEY });
        }
      },
    }),
  );
  useEffect(() => live.start(), [live]);
  const queue = useStore(live.queue);
  const connection = useStore(live.connection);
  const isLoaded = useStore(live.loaded);
  useEffect(() => {
    if (isLoaded) fetchRest();
  }, [isLoaded]);
  const latestOnExpired = useRef(onExpired);
  latestOnExpired.current = onExpired;
  const isExpired = connection.state === 'signed-out';
  useEffect(() => {
    if (isExpired) latestOnExpired.current();
  }, [isExpired]);
  return { live, queue, connection, isLoaded };
}
