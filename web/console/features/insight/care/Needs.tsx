import { useState } from 'react';
import { FORM_TEXTS } from '#contract/case-form-texts';
import { NEED_OUTCOMES } from '#contract/case-need';
import type { InsightCare } from '#contract/insight-care';
import { INSIGHT_TEXT } from '../../../text/insight.ts';
import { INSIGHT_CARE_TEXT } from '../../../text/insight-care.ts';
import { ScrolledTable } from '../../../ui/ScrolledTable.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.ts';
import { useText } from '../../../ui/use-text.ts';
import { BarList } from '../charts/BarList.tsx';
import { PartBars } from '../charts/PartBars.tsx';
import { DefinitionLink } from '../DefinitionLink.tsx';
import css from '../insight.module.css';
import { useSpan } from '../use-span.ts';

const PARTS = ['met', 'notNeeded', 'unmet', 'open'] as const;

/** Each kind of need and what became of it, as a picture or as a table of the same numbers. */
export function Needs({ needs }: { needs: InsightCare['needs'] }) {
  const { t, language } = useText(INSIGHT_CARE_TEXT);
  const { t: insight } = useText(INSIGHT_TEXT);
  const span = useSpan();
  const [shown, setShown] = useState('chart');
  const texts = FORM_TEXTS[language];
  const found = needs.byDomain.filter(({ n }) => n > 0).toSorted((one, other) => other.n - one.n);
  const { p50, p90, n } = needs.toMet;
  if (needs.n === 0) return null;
  const ended = NEED_OUTCOMES.map((key) => ({ key, label: texts.needOutcomes[key], n: needs.byOutcome[key] }));
  return (
    <>
      <section className={css.part}>
        <div className={css.head}>
          <h3>
            {t('needs.title')} <DefinitionLink figure="needs" />
          </h3>
          <SegmentedControl
            aria-label={t('needs.title')}
            value={shown}
            data={[
              { value: 'chart', label: insight('chart') },
              { value: 'table', label: insight('table') },
            ]}
            onChange={setShown}
          />
        </div>
        {shown === 'chart' ? (
          <PartBars
            parts={PARTS.map((key) => ({ key, label: t(`needs.${key}`) }))}
            lines={found.map((line) => ({
              key: line.domain,
              label: texts.domains[line.domain],
              parts: PARTS.map((part) => line[part]),
            }))}
          />
        ) : (
          <ScrolledTable className={css.wide} label={t('needs.title')}>
            <table className={css.table}>
              <thead>
                <tr>
                  {(['domain', 'n', ...PARTS] as const).map((column) => (
                    <th key={column} scope="col">
                      {t(`needs.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {found.map((line) => (
                  <tr key={line.domain}>
                    <th scope="row">{texts.domains[line.domain]}</th>
                    {(['n', ...PARTS] as const).map((column) => (
                      <td key={column}>{line[column].toLocaleString(language)}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrolledTable>
        )}
        {p50 !== null && p90 !== null && (
          <p className={css.small}>{t('needs.toMet', { half: span(p50), most: span(p90), n })}</p>
        )}
      </section>
      {ended.some((bar) => bar.n > 0) && (
        <section className={css.part}>
          <h3>
            {t('needs.outcomes')} <DefinitionLink figure="needs-unmet" />
          </h3>
          <BarList bars={ended.filter((bar) => bar.n > 0)} language={language} />
        </section>
      )}
    </>
  );
}
