import { useCallback, useEffect, useRef } from 'react';

/**
 * Words between the tabs of this browser, under one name. `hear` gets what other tabs say, never our own.
 * @returns what tells all other tabs; a browser without channels tells nobody
 */
export function useTabWords<T>(name: string, hear: (word: T) => void): (word: T) => void {
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
  return useCallback((word: T) => channel.current?.postMessage(word), []);
}
