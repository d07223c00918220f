import { Button } from '@mantine/core';
import { IconAlertOctagon, IconCircleCheck, IconPlugConnectedX, IconVolumeOff } from '@tabler/icons-react';
import { lazy, Suspense, useRef } from 'react';
import type { IncidentSummary } from '#contract/incident';
import { isVague } from '#contract/vague-place';
import { useClock } from '../../../live/clock.ts';
import type { ConnectionState } from '../../../live/connection.ts';
import { arePinsSame } from '../../../map/are-pins-same.ts';
import type { Pin, PinTone } from '../../../map/pin.ts';
import type { Home } from '../../../map/thailand-map.ts';
import { CONTROL_ROOM_TEXT } from '../../../text/control-room.ts';
import { ErrorBoundary } from '../../../ui/ErrorBoundary.tsx';
import { formatAgency } from '../../../ui/format-agency.ts';
import { formatDate, formatElapsed, formatTimeWithSeconds } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import { type MyAgencies, TYPE_ICONS, urgencyOf } from '../../incident/index.ts';
import { COUNTED, countByUrgency } from './area-counts.ts';
import { toCoarsePosition } from './coarse-position.ts';
import { useStationReadiness } from './use-station-readiness.ts';
import css from './WallPage.module.css';

const MapCanvas = lazy(() => import('../../../map/MapCanvas.tsx'));
const nothing = () => {};
/** As many rows as can be read from the back of the control room; the rest is only counted. */
const ROWS = 7;
const TONES: Partial<Record<string, PinTone>> = { duress: 'red', unanswered: 'red', asked: 'amber', late: 'amber' };

type Props = {
  incidents: readonly IncidentSummary[];
  unfinished: number;
  mine: MyAgencies;
  connection: ConnectionState;
  areaName: string;
  home: Home | null;
  onLeave: () => void;
};

/** For a wall screen in a control room: nobody operates it, and it shows no person and no exact place to passers-by. */
export function WallPage({ incidents, unfinished, mine, connection, areaName, home, onLeave }: Props) {
  const { t: common, language, formatIncidentDistance } = useText();
  const { t } = useText(CONTROL_ROOM_TEXT);
  const now = useClock((at) => Math.floor(at / 1000) * 1000);
  const counts = countByUrgency(incidents, now, mine);
  const stations = useStationReadiness().data;
  const notReady = stations?.notReady ?? [];
  const urgent = incidents.filter((incident) =>
    ['duress', 'unanswered', 'late'].includes(urgencyOf(incident, now, mine)),
  );
  const pins = useRoughPins(incidents, mine, now);
  return (
    <main className={css.wall} data-mantine-color-scheme="dark">
      <header className={css.head}>
        <h1>{areaName}</h1>
        <span className={css.date}>{formatDate(now, language)}</span>
        <time className={css.time}>{formatTimeWithSeconds(now, language)}</time>
        <Button variant="subtle" size="compact-md" onClick={onLeave}>
          {t('wall.leave')}
        </Button>
      </header>
      {(connection.state === 'down' || connection.state === 'signed-out') && (
        <p className={css.offline} role="alert">
          <IconPlugConnectedX aria-hidden size={40} />{' '}
          {t(connection.state === 'signed-out' ? 'wall.ended' : 'wall.offline')}
        </p>
      )}
      <ul className={css.counts}>
        {COUNTED.filter((urgency) => urgency !== 'asked' && (urgency !== 'duress' || counts.duress > 0)).map(
          (urgency) => (
            <li key={urgency} data-urgency={urgency} data-none={counts[urgency] === 0 || undefined}>
              <strong>{counts[urgency]}</strong> {t(`area.counts.${urgency}`)}
            </li>
          ),
        )}
        <li data-urgency="late" data-none={unfinished === 0 || undefined}>
          <strong>{unfinished}</strong> {t('area.counts.unfinished')}
        </li>
      </ul>
      <div className={css.body}>
        <section className={css.rows}>
          {urgent.length === 0 && (
            <p className={css.calm}>
              <IconCircleCheck aria-hidden size={64} /> {t('wall.calm')}
            </p>
          )}
          <ul>
            {urgent.slice(0, ROWS).map((incident) => {
              const Icon = TYPE_ICONS[incident.type];
              const isLate = urgencyOf(incident, now, mine) === 'late';
              const isForced = urgencyOf(incident, now, mine) === 'duress';
              const since = (isLate ? incident.etaAt : isForced ? incident.duressAt : null) ?? incident.alertedAt;
              const { place, responsibleAgency: agency } = incident;
              return (
                <li key={incident.id} data-urgency={isLate ? 'late' : 'unanswered'}>
                  <Icon aria-hidden size={44} />
                  <div>
                    <strong>
                      {incident.isExercise && `${t('wall.exercise')} · `}
                      {common(`type.${incident.type}`)}
                    </strong>
                    {incident.silent && (
                      <span className={css.quiet}>
                        <IconVolumeOff aria-hidden size={28} /> {common('queue.silent')}
                      </span>
                    )}
                    {incident.duressAt && (
                      <span className={css.forced}>
                        <IconAlertOctagon aria-hidden size={28} /> {common('duress.short')}
                      </span>
                    )}
                    <p>
                      {language === 'en' ? place.districtEn : place.districtTh} · {formatAgency(agency, language)}
                      {isVague(incident.accuracyMetres) && ` · ${formatIncidentDistance(incident)}`}
                    </p>
                  </div>
                  <span className={css.clock}>
                    {isLate && '+'}
                    {formatElapsed(now - Date.parse(since))}
                  </span>
                </li>
              );
            })}
          </ul>
          {urgent.length > ROWS && <p className={css.more}>{t('wall.more', { count: urgent.length - ROWS })}</p>}
          {stations && stations.noRoster > 0 && (
            <p className={css.notReady}>{t('area.stationsNoRoster', { count: stations.noRoster })}</p>
          )}
          {notReady.length > 0 && (
            <p className={css.notReady}>
              {t('area.notReady')}: <strong>{notReady.length}</strong> ·{' '}
              {notReady
                .slice(0, 4)
                .map((agency) => formatAgency(agency, language))
                .join(', ')}
            </p>
          )}
        </section>
        <div className={css.map}>
          <ErrorBoundary fallback={null}>
            <Suspense fallback={null}>
              <MapCanvas isDark pins={pins} home={home} onOpen={nothing} />
            </Suspense>
          </ErrorBoundary>
        </div>
      </div>
    </main>
  );
}

/** Returns the same array while no pin changes, so that the map does not move. */
function useRoughPins(incidents: readonly IncidentSummary[], mine: MyAgencies, now: number): readonly Pin[] {
  const before = useRef<readonly Pin[]>([]);
  const pins = incidents.map((incident): Pin => {
    const tone = TONES[urgencyOf(incident, now, mine)] ?? 'green';
    return { id: incident.id, ...toCoarsePosition(incident.position), tone, isChosen: false };
  });
  if (!arePinsSame(pins, before.current)) before.current = pins;
  return before.current;
}
