import { useCallback, useEffect, useRef } from 'react';

/**
 * Messages between the tabs of this browser, under one name. `hear` gets what other tabs say, never our own.
 * @returns what tells all other tabs; a browser without channels tells nobody
 */
export function useTabMessages<T>(name: string, hear: (message: T) => void): (message: T) => void {
  const latest = useRef(hear);
  latest.current = hear;
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
