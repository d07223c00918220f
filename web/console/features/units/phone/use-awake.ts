import { useEffect, useState } from 'react';

/** Keeps the screen on while wanted and visible. @returns whether the device does so */
export function useAwake(isWanted: boolean): boolean {
  const [isAwake, setAwake] = useState(false);
  useEffect(() => {
    if (!isWanted || !('wakeLock' in navigator)) return;
    let lock: WakeLockSentinel | undefined;
    let isOver = false;
    const request = async (): Promise<void> => {
      if (document.visibilityState !== 'visible') return;
      const found = await navigator.wakeLock.request('screen');
      if (isOver) return void found.release();
      lock = found;
      setAwake(true);
      found.addEventListener('release', () => setAwake(false));
    };
    const again = (): void => void request().catch(() => setAwake(false));
    again();
    document.addEventListener('visibilitychange', again);
    return () => {
      isOver = true;
      document.removeEventListener('visibilitychange', again);
      void lock?.release();
      setAwake(false);
    };
  }, [isWanted]);
  return isAwake;
}
