import { IconCheck } from '@tabler/icons-react';
import type { CaseStatus } from '#contract/case';
import { CASES_TEXT } from '../../../text/cases.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './CasePath.module.css';
import cases from './cases.module.css';

const PATH = ['registered', 'assessing', 'planning', 'implementing', 'following-up', 'closed'] as const;

/** Where the case is on its way. */
export function CasePath({ status }: { status: CaseStatus }) {
  const { t } = useText(CASES_TEXT);
  if (status === 'not-opened') return <p className={cases.small}>{t('status.not-opened')}</p>;
  const now = PATH.indexOf(status === 'reopened' ? 'registered' : status);
  return (
    <ol className={css.path} aria-label={t('path.title')}>
      {PATH.map((step, index) => (
        <li
          key={step}
          data-at={index < now ? 'done' : index === now ? 'now' : 'later'}
          aria-current={index === now ? 'step' : undefined}
        >
          <span className={css.dot}>{index < now && <IconCheck aria-hidden size={16} />}</span>
          <span className={css.stepName} data-at={index === now ? undefined : 'other'}>
            {t(`path.${step}`)}
          </span>
          {index < now && <span className="visually-hidden"> ({t('path.done')})</span>}
        </li>
      ))}
    </ol>
  );
}
