import { IconMapPinQuestion, IconPhone, IconPhoneOff } from '@tabler/icons-react';
import type { UnfinishedReport } from '#contract/incident';
import { useClock } from '../../live/clock.ts';
import { formatPhone } from '../../ui/format-phone.ts';
import { formatElapsed } from '../../ui/format-time.ts';
import { PlaceLinks } from '../../ui/PlaceLinks.tsx';
import { useText } from '../../ui/use-text.ts';
import css from './UnfinishedList.module.css';

/** Reports without place or type: somebody may be in danger and nobody can be sent. */
export function UnfinishedList({ reports }: { reports: readonly UnfinishedReport[] }) {
  const { t } = useText();
  if (reports.length === 0) return null;
  const oldestFirst = [...reports].sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt));
  return (
    <section className={css.section} aria-labelledby="unfinished-title">
      <h2 id="unfinished-title" className={css.title}>
        {t('unfinished.title')} <span className={css.count}>{reports.length}</span>
      </h2>
      <ul>
        {oldestFirst.map((report) => (
          <UnfinishedRow key={report.reportId} report={report} />
        ))}
      </ul>
    </section>
  );
}

function UnfinishedRow({ report }: { report: UnfinishedReport }) {
  const { t } = useText();
  const waiting = useClock((now) => formatElapsed(now - Date.parse(report.startedAt)));
  return (
    <li className={css.row}>
      <span className={css.tile}>
        <IconMapPinQuestion aria-hidden size={24} />
      </span>
      <div>
        <p className={css.head}>
          <strong>{t(`type.${report.type ?? 'unknown'}`)}</strong>
          <span className={css.clock}>{waiting}</span>
        </p>
        <p className={css.small}>
          {report.position ? t('unfinished.noType') : t('unfinished.noPlace')} ·{' '}
          {t('unfinished.asked', { count: report.askedTimes })}
        </p>
        {report.placeDetail && <p className={css.quote}>{report.placeDetail}</p>}
        {report.lastText && <p className={css.quote}>“{report.lastText}”</p>}
        {report.position && <PlaceLinks point={report.position} />}
        {report.silent && (
          <p className={css.silent}>
            <IconPhoneOff aria-hidden size={18} /> {t('unfinished.doNotCall')}
          </p>
        )}
        {report.phone && report.phoneMasked && <span>{report.phone}</span>}
        {report.phone && !report.phoneMasked && !report.silent && (
          <a className={css.call} href={`tel:${report.phone}`}>
            <IconPhone aria-hidden size={20} /> {t('unfinished.call', { phone: formatPhone(report.phone) })}
          </a>
        )}
      </div>
    </li>
  );
}
