import { Button } from '@mantine/core';
import type { CaseSearch } from '#contract/case-work';
import { linkTo } from '../../../router.ts';
import { CASE_ACTS_TEXT } from '../../../text/case-acts.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { formatAgency } from '../../../ui/format-agency.ts';
import { useText } from '../../../ui/use-text.ts';
import work from '../../../ui/work-rows.module.css';
import css from './acts.module.css';
import cases from './cases.module.css';
import forms from './forms.module.css';
import { RiskChip } from './RiskChip.tsx';
import { useCaseTitle } from './use-case-title.ts';

type Props = {
  found: CaseSearch['found'];
  isOther: boolean;
  onOther(is: boolean): void;
  /** What to do with one of them, instead of looking at it. */
  take?: { label: string; isReady: boolean; onTake(caseId: string): void };
};

/** They may have a case already: take that one, or say that it is somebody else. */
export function FoundCases({ found, isOther, onOther, take }: Props) {
  const { t, language } = useText(CASE_ACTS_TEXT);
  const { t: casesText } = useText(CASES_TEXT);
  const titleOf = useCaseTitle();
  return (
    <section className={css.found} aria-live="polite">
      <h3>{t('open.found')}</h3>
      <ul className={cases.lines}>
        {found.map(({ by, case: one }) => (
          <li key={one.id} className={cases.line}>
            <span className={work.what}>
              <strong>{titleOf(one)}</strong>
              <span>
                {one.code} · {casesText(`status.${one.status}`)} · {formatAgency(one.agency, language)}
              </span>
              <span>{t(`open.by.${by}`)}</span>
              <span className={work.chips}>
                <RiskChip risk={one.risk} />
              </span>
            </span>
            {take ? (
              <Button
                variant="default"
                disabled={!take.isReady}
                aria-label={`${take.label}: ${titleOf(one)}`}
                onClick={() => take.onTake(one.id)}
              >
                {take.label}
              </Button>
            ) : (
              <Button
                component="a"
                variant="default"
                {...linkTo({ name: 'page', page: 'cases', id: one.id })}
                aria-label={`${casesText('button.look')}: ${titleOf(one)}`}
              >
                {casesText('button.look')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <label className={forms.tick}>
        <input type="checkbox" checked={isOther} onChange={() => onOther(!isOther)} /> {t('open.other')}
      </label>
    </section>
  );
}
