import { useEffect, useRef } from 'react';
import type { Sending } from '../panel/use-submission.ts';

const AGAIN_EVERY_MS = 5000;

/** A patrol without signal presses once: what did not arrive is sent again, under its own key, until it does. */
export function useSendAgain(sending: Sending): boolean {
  const isWaiting = sending.failed?.canRetry ?? false;
  const latest = useRef(sending);
  latest.current = sending;
  useEffect(() => {
    if (!isWaiting) return;
    const again = (): void => latest.current.again();
    const timer = setInterval(again, AGAIN_EVERY_MS);
    window.addEventListener('online', again);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', again);
    };
  }, [isWaiting]);
  return isWaiting;
}
