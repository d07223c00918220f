import { Loader } from '@mantine/core';
import { Component, lazy, type ReactNode, Suspense, useMemo } from 'react';
import type { IncidentSummary } from '#contract/incident';
import { type MyAgencies, type Urgency, urgencyOf } from '../features/incident/index.ts';
import { serverNow, useClock } from '../live/clock.ts';
import type { Pin, PinTone } from '../map/pin.ts';
import { useWords } from '../ui/use-words.ts';
import css from './Desk.module.css';

/** A chunk of its own: an alarm must not wait for a map. */
const MapCanvas = lazy(() => import('../map/MapCanvas.tsx'));

const TONES: Record<Urgency, PinTone> = {
  unanswered: 'red',
  asked: 'amber',
  late: 'amber',
  'on-the-way': 'green',
  'in-hand': 'green',
  over: 'grey',
};

type Props = {
  incidents: readonly IncidentSummary[];
  mine: MyAgencies;
  openedId: string | null;
  onOpen: (incidentId: string) => void;
};

export function DeskMap({ incidents, mine, openedId, onOpen }: Props) {
  const { t } = useWords();
  const look = useClock((now) => Math.floor(now / 5000));
  const pins = useMemo<Pin[]>(() => {
    void look;
    const now = serverNow();
    return incidents.map((incident) => ({
      id: incident.id,
      ...incident.position,
      tone: TONES[urgencyOf(incident, now, mine)],
      isChosen: incident.id === openedId,
    }));
  }, [incidents, mine, openedId, look]);
  const failed = <p className={css.nothing}>{t('map.failed')}</p>;
  return (
    <MapBoundary instead={failed}>
      <Suspense fallback={<Loader className={css.waiting} aria-label={t('map.loading')} />}>
        <MapCanvas pins={pins} onOpen={onOpen} />
      </Suspense>
    </MapBoundary>
  );
}

/** React catches errors of children only in a class; without it a map that cannot load would take the queue with it. */
class MapBoundary extends Component<{ instead: ReactNode; children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    return this.state.hasFailed ? this.props.instead : this.props.children;
  }
}
