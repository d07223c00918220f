import { Button } from '@mantine/core';
import { IconMoodSad, IconPhone, IconPhoneOff } from '@tabler/icons-react';
import type { IncidentReport } from '#contract/incident';
import { sayTime } from '../../../ui/time-words.ts';
import { useWords } from '../../../ui/use-words.ts';
import css from './facts.module.css';
import { phoneWords } from './phone-words.ts';

type Props = { reports: readonly IncidentReport[]; isSilent: boolean };

/** How each reporter can be reached, if at all. A silent incident has no call button anywhere: one slip would ring. */
export function ReporterFacts({ reports, isSilent }: Props) {
  const { t, language } = useWords();
  return (
    <>
      {reports.map((report, index) => (
        <ReporterFact
          key={report.reportId}
          report={report}
          mustNotRing={isSilent || report.silent}
          title={reports.length > 1 ? t('fact.reportNumber', { number: index + 1 }) : t('fact.reporter')}
          when={t('fact.reportedAt', { time: sayTime(report.receivedAt, language) })}
        />
      ))}
    </>
  );
}

type FactProps = { report: IncidentReport; mustNotRing: boolean; title: string; when: string };

function ReporterFact({ report, mustNotRing, title, when }: FactProps) {
  const { t } = useWords();
  return (
    <>
      <dt>{title}</dt>
      <dd>
        {report.phone === null && <p>{t('fact.noPhone')}</p>}
        {report.phone !== null && mustNotRing && (
          <p className={css.guarded}>
            <IconPhoneOff aria-hidden size={20} /> {t('fact.phoneGuarded')}
          </p>
        )}
        {report.phone !== null && report.phoneMasked && <p>{report.phone}</p>}
        {report.phone !== null && !report.phoneMasked && !mustNotRing && (
          <Button
            component="a"
            className={css.call}
            variant="default"
            href={`tel:${report.phone}`}
            leftSection={<IconPhone aria-hidden size={22} />}
          >
            {t('fact.call', { phone: phoneWords(report.phone) })}
          </Button>
        )}
        {report.canTakeCalls === false && (
          <p className={css.guarded}>
            <IconPhoneOff aria-hidden size={20} /> {t('fact.cannotTakeCalls')}
          </p>
        )}
        {report.unreachable && (
          <p className={css.guarded}>
            <IconMoodSad aria-hidden size={20} /> {t('fact.unreachable')}
          </p>
        )}
        <p className={css.small}>
          {when} · {t('fact.language', { language: t(`fact.languageName.${report.language}`) })}
        </p>
      </dd>
    </>
  );
}
