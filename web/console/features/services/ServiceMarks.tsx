import { IconAlertTriangle, IconBan, IconClockExclamation, IconPlayerPause, IconScale } from '@tabler/icons-react';
import type { Service } from '#contract/services';
import { formatDay } from '../../ui/thai-day.ts';
import work from '../../ui/work-rows.module.css';
import { useServiceTexts } from './use-service-texts.ts';

/** What one must know before one sends somebody there; nothing where all is well. */
export function ServiceMarks({ service }: { service: Service }) {
  const { t, language } = useServiceTexts();
  const { status, freshness, staleFrom, statutory } = service;
  return (
    <>
      {status === 'paused' && (
        <span className={work.chip} data-risk="medium">
          <IconPlayerPause aria-hidden size={18} /> {t('status.paused')}
        </span>
      )}
      {status === 'ended' && (
        <span className={work.chip} data-risk="high">
          <IconBan aria-hidden size={18} /> {t('status.ended')}
        </span>
      )}
      {(freshness === 'stale' || freshness === 'never') && (
        <span className={work.chip} data-risk="medium">
          <IconAlertTriangle aria-hidden size={18} /> {t(`freshness.${freshness}`)}
        </span>
      )}
      {freshness === 'due' && staleFrom && (
        <span className={work.chip}>
          <IconClockExclamation aria-hidden size={18} /> {t('freshness.due', { day: formatDay(staleFrom, language) })}
        </span>
      )}
      {statutory && (
        <span className={work.chip}>
          <IconScale aria-hidden size={18} /> {t('statutory.short')}
        </span>
      )}
    </>
  );
}
