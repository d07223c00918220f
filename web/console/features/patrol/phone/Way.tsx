import { Button } from '@mantine/core';
import { IconMap, IconRoute } from '@tabler/icons-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { IncidentSummary } from '#contract/incident';
import { Boundary } from '../../../ui/Boundary.tsx';
import { mapLink, mapSite } from '../../../ui/map-link.ts';
import { sayTime } from '../../../ui/time-words.ts';
import { useMedia } from '../../../ui/use-media.ts';
import { useWords } from '../../../ui/use-words.ts';
import { usePhoneWords } from '../phone-words.ts';
import { type Fix, metresBetween } from '../sharing/when-to-share.ts';
import css from './Phone.module.css';

const MapCanvas = lazy(() => import('../../../map/MapCanvas.tsx'));

type Props = { incident: IncidentSummary; fix: Fix | null; etaAt: string | null };

/** How far, and the way: the telephone's own navigation, or the line on our map, which needs no signal. */
export function Way({ incident, fix, etaAt }: Props) {
  const { t, language, sayDistance } = useWords();
  const p = usePhoneWords();
  const [showsMap, setShowsMap] = useState(false);
  const isHandheld = useMedia('(pointer: coarse)');
  const { position, id } = incident;
  const metres = fix ? metresBetween(fix, position) : incident.distanceMetres;
  const { lat, lng } = fix ?? { lat: null, lng: null };
  const me = useMemo(() => (lat === null || lng === null ? null : { lat, lng, name: p('me') }), [lat, lng, p]);
  const pins = useMemo(() => [{ id, ...position, tone: 'red' as const, isChosen: true }], [id, position]);
  const href = isHandheld ? mapLink(position, navigator.userAgent) : mapSite(position);
  return (
    <>
      <div className={css.way}>
        <p>
          <span className={css.distance}>{sayDistance(metres)}</span>{' '}
          <span className={css.small}>{p(fix ? 'fromMe' : 'fromStation')}</span>
          {etaAt && (
            <>
              <br />
              {p('eta', { time: sayTime(etaAt, language) })}
            </>
          )}
        </p>
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
          <Boundary instead={<p className={css.way}>{t('map.failed')}</p>}>
            <Suspense fallback={<p className={css.way}>{t('map.loading')}</p>}>
              <MapCanvas pins={pins} home={me} onOpen={() => {}} />
            </Suspense>
          </Boundary>
        </div>
      )}
    </>
  );
}
