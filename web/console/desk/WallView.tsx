import { useMemo } from 'react';
import type { Me } from '#contract/access';
import { WallPage } from '../features/dispatch/index.ts';
import { useAgency } from '../features/jurisdiction/index.ts';
import type { Line } from '../live/line.ts';
import { LaterPage } from '../ui/LaterPage.tsx';
import { useWords } from '../ui/use-words.ts';
import type { Board } from './DispatchPage.tsx';

type Props = { me: Me; board: Board; line: Line; onLeave: () => void };

/** The wall takes the whole screen: no bar, no queue, nothing to touch. */
export function WallView({ me, board: { queue, ordered, mine }, line, onLeave }: Props) {
  const { language } = useWords();
  const agency = useAgency(me.memberships[0]?.agency.id).data;
  const name = agency ? (language === 'en' ? (agency.nameEn ?? agency.nameTh) : agency.nameTh) : '';
  const home = useMemo(() => (agency ? { ...agency.position, name } : null), [agency, name]);
  return (
    <LaterPage>
      <WallPage
        incidents={ordered}
        unfinished={queue.unfinished.size}
        mine={mine}
        line={line}
        areaName={name}
        home={home}
        onLeave={onLeave}
      />
    </LaterPage>
  );
}
