import { useEffect, useRef } from 'react';
import { useDueCallBacks } from './due-call-backs.ts';

/** A single tone when one more call-back is due. It does not repeat, so it drowns no alarm. */
export function useCallBackChime(isPermitted: boolean, tone: { playOnce: () => void }): void {
  const due = useDueCallBacks(isPermitted);
  const before = useRef(due);
  useEffect(() => {
    if (due > before.current) tone.playOnce();
    before.current = due;
  }, [due, tone]);
}
