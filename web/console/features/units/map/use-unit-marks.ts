import { useEffect, useMemo, useState } from 'react';
import { shareAmongTabs } from '../../../live/browser-tabs.ts';
import { serverNow, useClock } from '../../../live/clock.ts';
import { eventStream } from '../../../live/event-stream.ts';
import type { UnitMark } from '../../../map/unit-mark.ts';
import { PHONE_TEXT } from '../../../text/phone.ts';
import { useText } from '../../../ui/use-text.ts';
import { applyPositions, type KnownPositions, markOf, parsePositions, rememberPositions } from './known-positions.ts';

const AGAIN_AFTER_MS = 3000;
const NOBODY: KnownPositions = new Map();

/**
 * Units on the map, followed live while the page is visible: one stream for all visible tabs, none for hidden ones.
 * @param personId the user; null without the permission
 */
export function useUnitMarks(personId: string | null): readonly UnitMark[] {
  const { t: p } = useText(PHONE_TEXT);
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
          // A random delay, so that not all consoles reconnect at once after a restart.
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
  const tick = useClock((now) => Math.floor(now / 10_000));
  return useMemo(() => {
    void tick;
    const now = serverNow();
    return [...known.values()].map((position) =>
      markOf(position, now, { formatAge: (minutes) => p('unitAge', { minutes }), vague: p('unitVague') }),
    );
  }, [known, tick, p]);
}
