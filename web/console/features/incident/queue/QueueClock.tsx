import { IconCheck } from '@tabler/icons-react';
import type { IncidentSummary } from '#contract/incident';
import { useClock } from '../../../live/clock.ts';
import { formatElapsed, formatTime } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './QueueRow.module.css';
import { minutesToEta, type Urgency } from './urgency.ts';

/**
 * The most important number of a row: waiting time while unanswered, minutes late, minutes left, or that somebody is on
 * scene.
 */
export function QueueClock({ incident, urgency }: { incident: IncidentSummary; urgency: Urgency }) {
  const { t, language } = useText();
  const text = useClock((now) => {
    if (urgency === 'unanswered') return formatElapsed(now - Date.parse(incident.alertedAt));
    if (incident.status === 'on-scene' || incident.etaAt === null || urgency === 'over') return '';
    const eta = minutesToEta(incident.etaAt, now);
    return 'late' in eta ? t('queue.late', { minutes: eta.late }) : t('queue.left', { minutes: eta.left });
  });
  if (incident.status === 'on-scene') {
    return (
      <span className={css.arrived}>
        <IconCheck aria-hidden size={20} stroke={2.5} /> {t('queue.arrived')}
      </span>
    );
  }
  return <span className={css.clock}>{text || formatTime(incident.alertedAt, language)}</span>;
}
