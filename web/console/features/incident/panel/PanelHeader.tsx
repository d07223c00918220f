import { ActionIcon } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconClock, IconX } from '@tabler/icons-react';
import type { IncidentSummary } from '#contract/incident';
import { sayPlaceInEnglish, sayPlaceInThai } from '#contract/jurisdiction';
import { useClock } from '../../../live/clock.ts';
import { sayElapsed, sayMoment } from '../../../ui/time-words.ts';
import { useWords } from '../../../ui/use-words.ts';
import { type MyAgencies, minutesToEta, urgencyOf } from '../queue/urgency.ts';
import css from './PanelHeader.module.css';

type Props = { incident: IncidentSummary; mine: MyAgencies; onClose: () => void };

/** Red with a running clock until somebody answers; then what was promised to the reporter. */
export function PanelHeader({ incident, mine, onClose }: Props) {
  const { t, language, sayDistance } = useWords();
  const urgency = useClock((now) => urgencyOf(incident, now, mine));
  const place = language === 'en' ? sayPlaceInEnglish(incident.place) : sayPlaceInThai(incident.place);
  const clock = useClock((now) => sayClock(now));
  const StateIcon = urgency === 'unanswered' ? IconAlertTriangle : urgency === 'late' ? IconClock : IconCheck;
  return (
    <header className={css.header} data-urgency={urgency}>
      <div className={css.line}>
        <span className={css.state}>
          <StateIcon aria-hidden size={20} stroke={2.2} />
          {urgency === 'late' ? t('queue.lateStatus') : t(`status.${incident.status}`)}
          {incident.priority === 'critical' && urgency === 'unanswered' && ` · ${t('incident.critical')}`}
        </span>
        <span className={css.clock}>{clock}</span>
        <ActionIcon className={css.close} variant="transparent" aria-label={t('app.close')} onClick={onClose}>
          <IconX size={24} />
        </ActionIcon>
      </div>
      <h2 className={css.type}>
        {incident.isExercise && `${t('exercise.mark')} · `}
        {t(`type.${incident.type}`)}
      </h2>
      {incident.placeDetail && <p className={css.detail}>{incident.placeDetail}</p>}
      <p>{place}</p>
      <p className={css.small}>
        {incident.placeMasked
          ? t('sight.subdistrictOnly')
          : t('incident.distance', { distance: sayDistance(incident.distanceMetres) })}{' '}
        · {incident.code} · {useClock((now) => sayMoment(incident.alertedAt, now, language))}
        {incident.acknowledgedBy && urgency !== 'unanswered' && (
          <> · {t('incident.acknowledgedBy', { name: incident.acknowledgedBy.name })}</>
        )}
      </p>
    </header>
  );

  function sayClock(now: number): string {
    if (urgency === 'unanswered') return sayElapsed(now - Date.parse(incident.alertedAt));
    if (incident.etaAt === null || (urgency !== 'late' && urgency !== 'on-the-way')) return '';
    const eta = minutesToEta(incident.etaAt, now);
    return 'late' in eta
      ? t('incident.promiseLate', { minutes: eta.late })
      : t('incident.promiseLeft', { minutes: eta.left });
  }
}
