import { useMemo } from 'react';
import type { Me } from '#contract/access';
import { WallPage } from '../features/control-room/index.ts';
import { useAgency } from '../features/jurisdiction/index.ts';
import type { ConnectionState } from '../live/connection.ts';
import type { Board } from '../page.ts';
import { formatAgency } from '../ui/format-agency.ts';
import { LazyPage } from '../ui/LazyPage.tsx';
import { useText } from '../ui/use-text.ts';

type Props = { me: Me; board: Board; connection: ConnectionState; onLeave: () => void };

/** The wall display takes the whole screen: no bar, no queue, no buttons. */
export function WallView({ me, board: { queue, ordered, mine }, connection, onLeave }: Props) {
  const { language } = useText();
  const agency = useAgency(me.memberships[0]?.agency.id).data;
  const name = agency ? formatAgency(agency, language) : '';
  const home = useMemo(() => (agency ? { ...agency.position, name } : null), [agency, name]);
  return (
    <LazyPage>
      <WallPage
        incidents={ordered}
        unfinished={queue.unfinished.size}
        mine={mine}
        connection={connection}
        areaName={name}
        home={home}
        onLeave={onLeave}
      />
    </LazyPage>
  );
}
