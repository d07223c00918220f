import { useEffect, useMemo, useState } from 'react';
import { shareAmongTabs } from '../../../live/browser-tabs.ts';
import { serverNow, useClock } from '../../../live/clock.ts';
import { eventStream } from '../../../live/event-stream.ts';
import type { UnitMark } from '../../../map/unit-mark.ts';
import { usePhoneText } from '../use-phone-text.ts';
import { applyPositions, type KnownPositions, markOf, parsePositions, rememberPositions } from './known-positions.ts';

const AGAIN_AFTER_MS = 3000;
const NOBODY: KnownPositions = new Map();

/**
 * Our units on the map, followed live while the page is in sight: one stream for all tabs in sight, none for hidden ones.
 * @param personId who follows them; null for who may not
 */
export function useUnitMarks(personId: string | null): readonly UnitMark[] {
  const p = usePhoneText();
  const [known, setKnown] = useState<KnownPositions>(NOBODY);
  useEffect(() => {
    if (personId === null) return;
    const stream = eventStream(() => '/api/v1/positions/live');
    const follow = shareAmongTabs(`ess-positions ${personId}`, stream, rememberPositions);
    let source: { close(): void } | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const close = (): void => {
      clearTimeout(timer);
      source?.close();
      source = undefined;
    };
    const open = (): void => {
      close();
      if (document.visibilityState === 'hidden') return;
      source = follow(0, {
        opened: () => {},
        pinged: () => {},
        received: (data) => {
          const event = parsePositions(data);
          if (event) setKnown((before) => applyPositions(before, event));
        },
        failed: () => {
          close();
          // Never all consoles at the same moment after a restart.
          timer = setTimeout(open, AGAIN_AFTER_MS * (1 + Math.random()));
        },
      });
    };
    open();
    document.addEventListener('visibilitychange', open);
    return () => {
      document.removeEventListener('visibilitychange', open);
      close();
      setKnown(NOBODY);
    };
  }, [personId]);
  const look = useClock((now) => Math.floor(now / 10_000));
  return useMemo(() => {
    void look;
    const now = serverNow();
    return [...known.values()].map((position) =>
      markOf(position, now, { formatAge: (minutes) => p('unitAge', { minutes }), vague: p('unitVague') }),
    );
  }, [known, look, p]);
}
