import { lazy, Suspense, useMemo, useState } from 'react';
import type { StationReadiness } from '#contract/duty';
import type { Pin, PinTone } from '../../map/pin.ts';
import { DUTY_TEXT } from '../../text/duty.ts';
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx';
import { PageList } from '../../ui/PageList.tsx';
import { SegmentedControl } from '../../ui/segmented-control.ts';
import { useText } from '../../ui/use-text.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import css from './duty.module.css';
import { useReadiness } from './duty-data.ts';
import { StationCard } from './StationCard.tsx';

/** A separate chunk, as in the control room. */
const MapCanvas = lazy(() => import('../../map/MapCanvas.tsx'));

const TONES: Record<StationReadiness['readiness'], PinTone> = {
  ready: 'green',
  unknown: 'grey',
  'no-heartbeat': 'amber',
  'nobody-on-duty': 'red',
};
/** Worst first, unknown last. */
const ORDER = ['nobody-on-duty', 'no-heartbeat', 'ready', 'unknown'];

/** Which stations can take an alarm: on the map and as a list, worst first. */
export default function ReadinessPage() {
  const { t } = useText();
  const { t: d } = useText(DUTY_TEXT);
  const readiness = useReadiness();
  const [shows, setShows] = useState<'all' | 'not'>('all');
  const [chosenId, setChosenId] = useState<string | null>(null);
  const all = readiness.data?.stations;
  const stations = useMemo(
    () =>
      (all ?? [])
        .filter((one) => shows === 'all' || one.readiness === 'nobody-on-duty' || one.readiness === 'no-heartbeat')
        .sort((one, other) => ORDER.indexOf(one.readiness) - ORDER.indexOf(other.readiness)),
    [all, shows],
  );
  const pins = useMemo(
    () =>
      stations.map(
        ({ agency, readiness: state }): Pin => ({
          ...{ id: agency.id, ...agency.position, tone: TONES[state], isChosen: agency.id === chosenId },
        }),
      ),
    [stations, chosenId],
  );
  const open = (id: string): void => {
    setChosenId(id);
    document.getElementById(`station-${id}`)?.scrollIntoView({ block: 'center' });
  };
  return (
    <section className={css.page} aria-labelledby="readiness-title">
      <h2 id="readiness-title" className={css.title}>
        {t('duty.readiness')}
      </h2>
      <SegmentedControl
        aria-label={d('show')}
        value={shows}
        onChange={(value) => setShows(value === 'not' ? 'not' : 'all')}
        data={[
          { value: 'all', label: d('filterAll') },
          { value: 'not', label: d('filterNot') },
        ]}
      />
      <div className={css.map}>
        <ErrorBoundary fallback={<p>{t('map.failed')}</p>}>
          <Suspense fallback={<Waiting label={t('map.loading')} />}>
            {pins.length > 0 && <MapCanvas pins={pins} home={null} onOpen={open} />}
          </Suspense>
        </ErrorBoundary>
      </div>
      <PageList list={readiness} isEmpty={stations.length === 0} empty={d('empty')}>
        <div className={css.list}>
          {stations.map((station) => (
            <StationCard key={station.agency.id} station={station} isChosen={station.agency.id === chosenId} />
          ))}
        </div>
      </PageList>
    </section>
  );
}
