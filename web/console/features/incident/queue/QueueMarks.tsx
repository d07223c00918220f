import {
  IconAlertOctagon,
  IconArrowsExchange,
  IconClipboardCheck,
  IconCopy,
  IconHandStop,
  IconMessage,
  IconSchool,
  IconUsers,
  IconVolumeOff,
} from '@tabler/icons-react';
import type { IncidentSummary } from '#contract/incident';
import { formatAgency } from '../../../ui/format-agency.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './QueueRow.module.css';
import type { Urgency } from './urgency.ts';

/** Small facts that change what an officer does next, each with an icon and text. */
export function QueueMarks({ incident, urgency }: { incident: IncidentSummary; urgency: Urgency }) {
  const { t, language } = useText();
  const target = incident.transferTo;
  const targetName = target && formatAgency(target, language);
  return (
    <>
      {incident.duressAt && urgency !== 'over' && (
        <span className={css.mark} data-tone="bad">
          <IconAlertOctagon aria-hidden size={18} /> {t('duress.short')}
        </span>
      )}
      {incident.isExercise && (
        <span className={css.mark} data-tone="blue">
          <IconSchool aria-hidden size={18} /> <strong>{t('exercise.mark')}</strong>
        </span>
      )}
      {incident.silent && (
        <span className={css.mark} data-tone="warning">
          <IconVolumeOff aria-hidden size={18} /> {t('queue.silent')}
        </span>
      )}
      {incident.cancelRequestedAt && urgency !== 'over' && (
        <span className={css.mark} data-tone="amber">
          <IconHandStop aria-hidden size={18} /> {t('queue.cancelRequested')}
        </span>
      )}
      {incident.resultFrom !== undefined && urgency !== 'over' && (
        <span className={css.mark} data-tone="amber">
          <IconClipboardCheck aria-hidden size={18} /> {t('queue.resultToConfirm', { unit: incident.resultFrom })}
        </span>
      )}
      {incident.lastReporterMessageAt && (
        <span className={css.mark} data-tone="blue">
          <IconMessage aria-hidden size={18} /> {t('queue.newMessage')}
        </span>
      )}
      {target && urgency !== 'asked' && (
        <span className={css.mark}>
          <IconArrowsExchange aria-hidden size={18} /> {t('queue.transferring', { agency: targetName })}
        </span>
      )}
      {incident.reporterCount > 1 && (
        <span className={css.mark}>
          <IconUsers aria-hidden size={18} /> {t('queue.reporters', { count: incident.reporterCount })}
        </span>
      )}
      {incident.hasDuplicateSuggestions && (
        <span className={css.mark}>
          <IconCopy aria-hidden size={18} /> {t('queue.duplicates')}
        </span>
      )}
    </>
  );
}
