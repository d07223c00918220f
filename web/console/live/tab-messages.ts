import { useCallback, useEffect, useRef } from 'react';

/**
 * Messages between the tabs of this browser, under one name. `onMessage` gets the messages of other tabs, never our own.
 * @returns a function that sends to all other tabs; without BroadcastChannel it does nothing
 */
export function useTabMessages<T>(name: string, onMessage: (message: T) => void): (message: T) => void {
  const latest = useRef(onMessage);
  latest.current = onMessage;
  const channel = useRef<BroadcastChannel>(undefined);
  useEffect(() => {
    if (typeof BroadcastChannel === 'undefined') return;
    const mine = new BroadcastChannel(name);
    mine.onmessage = ({ data }: MessageEvent<T>) => latest.current(data);
    channel.current = mine;
    return () => mine.close();
  }, [name]);
  return useCallback((message: T) => channel.current?.postMessage(message), []);
}
