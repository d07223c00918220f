import { ActionIcon } from '@mantine/core';
import { IconAlertOctagon, IconAlertTriangle, IconCheck, IconClock, IconPhoneOff, IconX } from '@tabler/icons-react';
import type { IncidentSummary } from '#contract/incident';
import { formatPlaceInEnglish, formatPlaceInThai } from '#contract/jurisdiction';
import { isVague } from '#contract/vague-place';
import { useClock } from '../../../live/clock.ts';
import { formatElapsed, formatMoment } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import { repeatsPlace } from '../queue/short-place.ts';
import { type MyAgencies, minutesToEta, urgencyOf } from '../queue/urgency.ts';
import css from './PanelHeader.module.css';

type Props = { incident: IncidentSummary; isSilent: boolean; mine: MyAgencies; onClose: () => void };

/** Red with a running clock until somebody answers; then the ETA given to the reporter. */
export function PanelHeader({ incident, isSilent, mine, onClose }: Props) {
  const { t, language, formatIncidentDistance } = useText();
  const urgency = useClock((now) => urgencyOf(incident, now, mine));
  const place = language === 'en' ? formatPlaceInEnglish(incident.place) : formatPlaceInThai(incident.place);
  // A pin from LINE carries its address; the place facts below still name the pin's own area.
  const isRepeated = repeatsPlace(incident.placeDetail, incident.place, language);
  const clock = useClock((now) => formatClock(now));
  const StateIcon =
    urgency === 'unanswered' || urgency === 'duress' ? IconAlertTriangle : urgency === 'late' ? IconClock : IconCheck;
  return (
    <header className={css.header} data-urgency={urgency}>
      <div className={css.line}>
        <h2 className={css.type}>
          {incident.isExercise && `${t('exercise.mark')} · `}
          {t(`type.${incident.type}`)}
        </h2>
        {/* In a very low window they replace the banners, which scroll there. */}
        {isSilent && <IconPhoneOff className={css.sign} aria-label={t('incident.doNotCall')} size={24} />}
        {incident.duressAt && <IconAlertOctagon className={css.sign} aria-label={t('duress.short')} size={24} />}
        <span className={css.clock}>{clock}</span>
        <ActionIcon
          className={css.close}
          variant="transparent"
          aria-label={t('app.close')}
          title="Esc"
          onClick={onClose}
        >
          <IconX size={24} />
        </ActionIcon>
      </div>
      <div className={css.rest}>
        <p className={css.stateLine}>
          <span className={css.state}>
            <StateIcon aria-hidden size={20} stroke={2.2} />
            {urgency === 'late' ? t('queue.lateStatus') : t(`status.${incident.status}`)}
            {incident.resultFrom !== undefined && ` · ${t('queue.resultToConfirm', { unit: incident.resultFrom })}`}
            {incident.priority === 'critical' && urgency === 'unanswered' && ` · ${t('incident.critical')}`}
          </span>
          <span className={css.code}>{incident.code}</span>
        </p>
        {incident.placeDetail && <p className={css.detail}>{incident.placeDetail}</p>}
        {!isRepeated && <p>{place}</p>}
        <p className={css.small}>
          {incident.placeMasked
            ? t('visibility.subdistrictOnly')
            : isVague(incident.accuracyMetres)
              ? formatIncidentDistance(incident)
              : t('incident.distance', { distance: formatIncidentDistance(incident) })}{' '}
          · {useClock((now) => formatMoment(incident.alertedAt, now, language))}
          {incident.acknowledgedBy && urgency !== 'unanswered' && (
            <> · {t('incident.acknowledgedBy', { name: incident.acknowledgedBy.name })}</>
          )}
        </p>
      </div>
    </header>
  );

  function formatClock(now: number): string {
    if (urgency === 'unanswered') return formatElapsed(now - Date.parse(incident.alertedAt));
    if (incident.etaAt === null || (urgency !== 'late' && urgency !== 'on-the-way')) return '';
    const eta = minutesToEta(incident.etaAt, now);
    return 'late' in eta ? t('incident.etaLate', { minutes: eta.late }) : t('incident.etaLeft', { minutes: eta.left });
  }
}
