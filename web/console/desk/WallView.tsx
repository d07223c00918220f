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
  const office = useAgency(me.memberships[0]?.agency.id).data;
  const name = office ? (language === 'en' ? (office.nameEn ?? office.nameTh) : office.nameTh) : '';
  const home = useMemo(() => (office ? { ...office.position, name } : null), [office, name]);
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
