import { useEffect, useMemo, useState } from 'react';
import { serverNow, useClock } from '../../../live/clock.ts';
import type { UnitMark } from '../../../map/unit-mark.ts';
import { usePhoneWords } from '../phone-words.ts';
import { applyPositions, type KnownPositions, markOf, parsePositions } from './known-positions.ts';

const AGAIN_AFTER_MS = 3000;
const NOBODY: KnownPositions = new Map();

/** Our units on the map, followed live while the page is in sight: a hidden tab costs no stream. */
export function useUnitMarks(mayFollow: boolean): readonly UnitMark[] {
  const p = usePhoneWords();
  const [known, setKnown] = useState<KnownPositions>(NOBODY);
  useEffect(() => {
    if (!mayFollow) return;
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const close = (): void => {
      clearTimeout(timer);
      source?.close();
      source = undefined;
    };
    const open = (): void => {
      close();
      if (document.visibilityState === 'hidden') return;
      source = new EventSource('/api/v1/positions/live');
      source.onmessage = ({ data }: MessageEvent<string>) => {
        const event = parsePositions(data);
        if (event) setKnown((before) => applyPositions(before, event));
      };
      source.onerror = () => {
        close();
        // Never all consoles at the same moment after a restart.
        timer = setTimeout(open, AGAIN_AFTER_MS * (1 + Math.random()));
      };
    };
    open();
    document.addEventListener('visibilitychange', open);
    return () => {
      document.removeEventListener('visibilitychange', open);
      close();
      setKnown(NOBODY);
    };
  }, [mayFollow]);
  const look = useClock((now) => Math.floor(now / 10_000));
  return useMemo(() => {
    void look;
    const now = serverNow();
    return [...known.values()].map((position) => markOf(position, now, (minutes) => p('unitAge', { minutes })));
  }, [known, look, p]);
}
