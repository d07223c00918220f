import { Button } from '@mantine/core';
import {
  IconClockExclamation,
  IconHistory,
  IconMoodSad,
  IconPhone,
  IconPhoneOff,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { IncidentReport } from '#contract/incident';
import { LANGUAGE_NAMES } from '#contract/languages';
import { formatPhone } from '../../../ui/format-phone.ts';
import { formatDate, formatTime } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import { MaskedField } from '../visibility/MaskedField.tsx';
import { useUnmasking } from '../visibility/use-unmasking.ts';
import css from './facts.module.css';

type Props = {
  incidentId: string;
  reports: readonly IncidentReport[];
  isSilent: boolean;
  mayUnmask: boolean;
};

/**
 * How each reporter can be contacted, if at all. A silent incident has no call button anywhere: one slip would ring.
 */
export function ReporterFacts({ incidentId, reports, isSilent, mayUnmask }: Props) {
  const { t, language } = useText();
  const unmasking = useUnmasking(incidentId, 'phone');
  const shown = new Map(unmasking.shown?.value.phones.map(({ reportId, phone }) => [reportId, phone]));
  // One request for all of them: the answer contains every number of the incident.
  const firstMasked = reports.find(({ phone, phoneMasked }) => phone !== null && phoneMasked);
  return (
    <>
      {reports.map((report, index) => {
        const phone = shown.get(report.reportId);
        return (
          <ReporterFact
            key={report.reportId}
            report={phone === undefined ? report : { ...report, phone, phoneMasked: false }}
            mustNotRing={isSilent || report.silent}
            isUnmasked={phone !== undefined}
            title={reports.length > 1 ? t('fact.reportNumber', { number: index + 1 }) : t('fact.reporter')}
            when={t('fact.reportedAt', { time: formatTime(report.receivedAt, language) })}
          >
            {report === firstMasked && <MaskedField unmasking={unmasking} mayUnmask={mayUnmask} />}
          </ReporterFact>
        );
      })}
    </>
  );
}

type FactProps = {
  report: IncidentReport;
  mustNotRing: boolean;
  isUnmasked: boolean;
  title: string;
  when: string;
  children: ReactNode;
};

function ReporterFact({ report, mustNotRing, isUnmasked, title, when, children }: FactProps) {
  const { t, language } = useText();
  const { phone, phoneMasked } = report;
  // After unmasking with a reason, the number is shown even where nobody may call it.
  const isText = phone !== null && (phoneMasked || (mustNotRing && isUnmasked));
  return (
    <>
      <dt>{title}</dt>
      <dd>
        {phone === null && <p>{t('fact.noPhone')}</p>}
        {phone !== null && mustNotRing && (
          <p className={css.guarded}>
            <IconPhoneOff aria-hidden size={20} /> {t(isText ? 'incident.doNotCall' : 'fact.phoneGuarded')}
          </p>
        )}
        {isText && <p className={css.number}>{phoneMasked ? phone : formatPhone(phone)}</p>}
        {phone !== null && !phoneMasked && !mustNotRing && (
          <Button
            component="a"
            className={css.call}
            variant="default"
            href={`tel:${phone}`}
            leftSection={<IconPhone aria-hidden size={22} />}
          >
            {t('fact.call', { phone: formatPhone(phone) })}
          </Button>
        )}
        {children}
        {report.canTakeCalls === false && (
          <p className={css.guarded}>
            <IconPhoneOff aria-hidden size={20} /> {t('fact.cannotTakeCalls')}
          </p>
        )}
        {isWorthShowing(report.recentReports) && (
          <p className={css.guarded}>
            <IconHistory aria-hidden size={20} />{' '}
            {t('fact.recentReports', {
              reports: report.recentReports.count,
              unfounded: report.recentReports.unfounded,
            })}
          </p>
        )}
        {report.callBackFirstUntil !== null && (
          <p className={css.guarded}>
            <IconPhone aria-hidden size={20} />{' '}
            {t('fact.callBackFirst', { day: formatDate(report.callBackFirstUntil, language) })}
          </p>
        )}
        {report.writtenAt !== null && isDelayed(report) && (
          <p className={css.guarded}>
            <IconClockExclamation aria-hidden size={20} />{' '}
            {t('fact.writtenAt', {
              written: formatTime(report.writtenAt, language),
              arrived: formatTime(report.receivedAt, language),
            })}
          </p>
        )}
        {report.gathered !== null && (
          <p className={css.guarded}>
            <IconUsersGroup aria-hidden size={20} /> {t('fact.gathered', { number: report.gathered })}
          </p>
        )}
        {report.unreachable && (
          <p className={css.guarded}>
            <IconMoodSad aria-hidden size={20} /> {t('fact.unreachable')}
          </p>
        )}
        <p className={css.small}>
          {when} · {t(`fact.trust.${report.trust}`)} ·{' '}
          {t('fact.language', { language: LANGUAGE_NAMES[language][report.language] })}
        </p>
      </dd>
    </>
  );
}

/** A minute is no delay; from then on the officers must know that what is said may be over. */
const DELAYED_MS = 60_000;

function isDelayed({ writtenAt, receivedAt }: IncidentReport): boolean {
  return writtenAt !== null && Date.parse(receivedAt) - Date.parse(writtenAt) > DELAYED_MS;
}

/**
 * Two reports at once are a frightened person; an officer should know of more, or of an unfounded one, before going.
 */
function isWorthShowing({ count, unfounded }: IncidentReport['recentReports']): boolean {
  return count > 2 || unfounded > 0;
}
