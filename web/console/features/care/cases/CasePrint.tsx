import { IconFileText, IconPrinter, IconShield } from '@tabler/icons-react';
import { PRINT_REASONS, PRINT_TEXTS, type PrintCase } from '#contract/case-print';
import { CASES_TEXT } from '../../../text/cases.ts';
import { useText } from '../../../ui/use-text.ts';
import work from '../../../ui/work-rows.module.css';
import css from './cases.module.css';

const ICONS = { summary: IconFileText, 'safety-plan': IconShield };

/** A case on paper: one tap says what and why, and the reason is recorded with it. */
export function CasePrint({ caseId, hasSafetyPlan }: { caseId: string; hasSafetyPlan: boolean }) {
  const { t, language } = useText(CASES_TEXT);
  const { reasons } = PRINT_TEXTS[language];
  const offered: Pick<PrintCase, 'document' | 'reason'>[] = [
    ...PRINT_REASONS.map((reason) => ({ document: 'summary' as const, reason })),
    ...(hasSafetyPlan ? [{ document: 'safety-plan' as const, reason: 'for-person' as const }] : []),
  ];
  return (
    <details className={`${css.part} ${css.more}`}>
      <summary>
        <IconPrinter aria-hidden size={22} /> {t('print.title')}
      </summary>
      <p className={css.small}>{t('print.recorded')}</p>
      <ul className={css.lines}>
        {offered.map(({ document, reason }) => {
          const Icon = ICONS[document];
          return (
            <li key={`${document} ${reason}`}>
              <a className={css.line} href={addressOf(caseId, { document, reason, language })} download>
                <Icon aria-hidden size={26} />
                <span className={work.what}>
                  <strong>{reasons[reason]}</strong>
                  <span className={css.small}>{t(`print.${document}`)}</span>
                </span>
              </a>
            </li>
          );
        })}
      </ul>
    </details>
  );
}

function addressOf(caseId: string, asked: PrintCase): string {
  return `/api/v1/cases/${caseId}/print?${new URLSearchParams(asked)}`;
}
