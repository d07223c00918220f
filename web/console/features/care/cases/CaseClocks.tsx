import { IconClock, IconScale } from '@tabler/icons-react';
import type { CaseClock } from '#contract/case-api';
import { CASES_TEXT } from '../../../text/cases.ts';
import { formatDate } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './cases.module.css';

/** The clocks that run beside the next step: quiet lines, those of the law with their clause. */
export function CaseClocks({ clocks }: { clocks: readonly CaseClock[] }) {
  const { t, language } = useText(CASES_TEXT);
  if (clocks.length === 0) return null;
  return (
    <ul className={css.clocks} aria-label={t('clocks.title')}>
      {clocks.map(({ id, kind, th, en, dueAt, pausedAt, clause, unverified }) => (
        <li key={id}>
          {kind === 'law' ? <IconScale aria-hidden size={22} /> : <IconClock aria-hidden size={22} />}
          <span>
            {language === 'en' ? en : th}{' '}
            <strong>{pausedAt ? t('clocks.paused') : t('clocks.due', { day: formatDate(dueAt, language) })}</strong>
            {kind === 'law' && (
              <span className={css.small}>
                {' '}
                {clause?.[language]} {unverified && `· ${t('clocks.unverified')}`}
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
