import { Button } from '@mantine/core';
import { IconMap, IconRoute } from '@tabler/icons-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { IncidentSummary } from '#contract/incident';
import { EXACT_WITHIN_METRES } from '#contract/unit-position';
import { isVague } from '#contract/vague-place';
import { useClock } from '../../../live/clock.ts';
import { PHONE_TEXT } from '../../../text/phone.ts';
import { ErrorBoundary } from '../../../ui/ErrorBoundary.tsx';
import { formatTime } from '../../../ui/format-time.ts';
import { mapLink, mapSite } from '../../../ui/map-link.ts';
import { useMedia } from '../../../ui/use-media.ts';
import { useText } from '../../../ui/use-text.ts';
import { minutesToEta } from '../../incident/index.ts';
import { type Fix, metresBetween } from '../sharing/when-to-share.ts';
import css from './Phone.module.css';

const MapCanvas = lazy(() => import('../../../map/MapCanvas.tsx'));

type Props = { incident: IncidentSummary; fix: Fix | null; isOnTheWay: boolean };

/** Distance and route: the phone's own navigation, or our map, which works without signal. */
export function RouteToScene({ incident, fix: measured, isOnTheWay }: Props) {
  const { t, language, formatDistance, formatIncidentDistance } = useText();
  const { t: p } = useText(PHONE_TEXT);
  const [showsMap, setShowsMap] = useState(false);
  const isHandheld = useMedia('(pointer: coarse)');
  const { position, id, etaAt } = incident;
  // A position from a cell tower or of unknown accuracy gives no useful distance.
  const isExact = measured !== null && (measured.accuracyMetres ?? Number.POSITIVE_INFINITY) <= EXACT_WITHIN_METRES;
  const fix = isExact ? measured : null;
  // Calculated as in the control room, so that both show the same number.
  const minutesLate = useClock((now) => {
    const eta = etaAt === null ? null : minutesToEta(etaAt, now);
    return eta && 'late' in eta ? eta.late : 0;
  });
  const metres = fix ? metresBetween(fix, position) : incident.distanceMetres;
  const isRough = isVague(incident.accuracyMetres);
  const { accuracyMetres } = incident;
  const { lat, lng } = fix ?? { lat: null, lng: null };
  const me = useMemo(() => (lat === null || lng === null ? null : { lat, lng, name: p('me') }), [lat, lng, p]);
  const pins = useMemo(
    () => [{ id, ...position, accuracyMetres, tone: 'red' as const, isChosen: true }],
    [id, position, accuracyMetres],
  );
  const href = isHandheld ? mapLink(position, navigator.userAgent) : mapSite(position);
  return (
    <>
      <div className={css.way}>
        <p>
          <span className={css.distance}>{isRough ? formatIncidentDistance(incident) : formatDistance(metres)}</span>{' '}
          <span className={css.small}>{isRough ? p('placeRough') : p(fix ? 'fromMe' : 'fromStation')}</span>
        </p>
        {etaAt && isOnTheWay && (
          <p className={css.eta}>
            {p('reporterEta', { time: formatTime(etaAt, language) })}
            {minutesLate > 0 && (
              <>
                {' · '}
                <span className={css.late}>{p('late', { minutes: minutesLate })}</span>
              </>
            )}
          </p>
        )}
        <div className={css.row}>
          <Button
            component="a"
            variant="default"
            className={css.second}
            href={href}
            {...(!isHandheld && { target: '_blank', rel: 'noreferrer' })}
            leftSection={<IconRoute aria-hidden size={24} />}
          >
            {p('navigate')}
          </Button>
          <Button
            variant="default"
            className={css.second}
            aria-expanded={showsMap}
            leftSection={<IconMap aria-hidden size={24} />}
            onClick={() => setShowsMap(!showsMap)}
          >
            {p(showsMap ? 'hideMap' : 'map')}
          </Button>
        </div>
      </div>
      {showsMap && (
        <div className={css.map} ref={(map) => map?.scrollIntoView({ block: 'end' })}>
          <ErrorBoundary fallback={<p className={css.way}>{t('map.failed')}</p>}>
            <Suspense fallback={<p className={css.way}>{t('map.loading')}</p>}>
              <MapCanvas pins={pins} home={me} onOpen={() => {}} />
            </Suspense>
          </ErrorBoundary>
        </div>
      )}
    </>
  );
}
