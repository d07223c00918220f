import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { isSignedOut } from '../features/access/index.ts';
import { createLiveEvents } from '../features/incident/index.ts';
import { followReferrals } from '../features/referral/index.ts';
import { useStore } from '../live/use-store.ts';

/** Follows what changes for somebody without a queue of incidents; what was fetched is read again. */
export function useLiveEvents(isFollowing: boolean, onExpired: () => void) {
  const client = useQueryClient();
  const [live] = useState(() => createLiveEvents({ isSignedOut, onEvent: (event) => followReferrals(client, event) }));
  useEffect(() => (isFollowing ? live.start() : undefined), [isFollowing, live]);
  const connection = useStore(live.connection);
  const latestOnExpired = useRef(onExpired);
  latestOnExpired.current = onExpired;
  const isExpired = connection.state === 'signed-out';
  useEffect(() => {
    if (isExpired) latestOnExpired.current();
  }, [isExpired]);
  return { connection, reconnectNow: live.reconnectNow };
}
