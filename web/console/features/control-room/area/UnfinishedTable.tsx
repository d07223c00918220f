import { Button } from '@mantine/core';
import { IconPhone, IconPhoneOff } from '@tabler/icons-react';
import type { UnfinishedReport } from '#contract/incident';
import { LANGUAGE_NAMES } from '#contract/languages';
import { useClock } from '../../../live/clock.ts';
import { CONTROL_ROOM_TEXT } from '../../../text/control-room.ts';
import { formatPhone } from '../../../ui/format-phone.ts';
import { formatElapsed } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import css from '../control-room.module.css';

type Props = { reports: readonly UnfinishedReport[]; onComplete: ((reportId: string) => void) | undefined };

/** Unfinished reports with everything known about them, oldest first. */
export function UnfinishedTable({ reports, onComplete }: Props) {
  const { t } = useText(CONTROL_ROOM_TEXT);
  if (reports.length === 0) return null;
  const oldestFirst = [...reports].sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt));
  return (
    <section aria-labelledby="unfinished-of-area">
      <h3 id="unfinished-of-area" className={css.subtitle}>
        {t('area.unfinished')} <strong>{reports.length}</strong>
      </h3>
      <ul className={css.list}>
        {oldestFirst.map((report) => (
          <Row key={report.reportId} report={report} onComplete={onComplete} />
        ))}
      </ul>
    </section>
  );
}

function Row({ report, onComplete }: { report: UnfinishedReport; onComplete: Props['onComplete'] }) {
  const { t: common, language } = useText();
  const { t } = useText(CONTROL_ROOM_TEXT);
  const waiting = useClock((now) => formatElapsed(now - Date.parse(report.startedAt)));
  const { area, takenBy, lastText, phone, phoneMasked, silent, canTakeCalls } = report;
  // No link to call: one wrong tap would make the phone ring.
  const mustNotRing = silent || canTakeCalls === false;
  const province = area && (language === 'en' ? area.provinceEn : area.provinceTh);
  return (
    <li className={css.row}>
      <div className={css.what}>
        <p className={css.rowHead}>
          <strong>{common(`type.${report.type ?? 'unknown'}`)}</strong>
          <span className={css.clock}>{waiting}</span>
        </p>
        <p className={css.small}>
          {report.position ? t('area.noType') : t('area.noPlace')} · {province ?? t('area.anywhere')}
          {' · '}
          {takenBy ? `${takenBy.line} ${takenBy.name}` : common('unfinished.asked', { count: report.askedTimes })}
          {report.language !== 'th' &&
            ` · ${t('callBack.speaks', { language: LANGUAGE_NAMES[language][report.language] })}`}
        </p>
        {report.placeDetail && <p className={css.quote}>{report.placeDetail}</p>}
        {lastText && <p className={css.quote}>“{lastText}”</p>}
        {mustNotRing && (
          <p className={css.forbidden}>
            <IconPhoneOff aria-hidden size={20} />{' '}
            {silent ? t('callBack.forbidden.silent') : t('callBack.forbidden.no-calls')}
          </p>
        )}
      </div>
      <div className={css.actions}>
        {phone && phoneMasked && <span>{phone}</span>}
        {phone && !phoneMasked && !mustNotRing && (
          <a className={css.number} href={`tel:${phone}`}>
            <IconPhone aria-hidden size={22} /> {formatPhone(phone)}
          </a>
        )}
        {onComplete && (
          <Button size="md" variant="default" onClick={() => onComplete(report.reportId)}>
            {t('callBack.complete')}
          </Button>
        )}
      </div>
    </li>
  );
}
