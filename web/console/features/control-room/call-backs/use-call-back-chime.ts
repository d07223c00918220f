import { useEffect, useRef } from 'react';
import { useDueCallBacks } from './due-call-backs.ts';

/** One more person to call now: a single tone. It repeats nothing and drowns no alarm. */
export function useCallBackChime(isPermitted: boolean, tone: { playOnce: () => void }): number {
  const due = useDueCallBacks(isPermitted);
  const before = useRef(due);
  useEffect(() => {
    if (due > before.current) tone.playOnce();
    before.current = due;
  }, [due, tone]);
  return due;
}
