import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { EefFigures } from '#contract/eef-api';
import { SCHOOL_CHECK_KINDS, SCHOOL_CHECK_STATES } from '#contract/eef-checks';
import { BUDDHIST, thaiDayOf } from '#contract/thai-day';
import { serverNow } from '../../live/clock.ts';
import { EEF_TEXT } from '../../text/eef.ts';
import { PageList } from '../../ui/PageList.tsx';
import { useText } from '../../ui/use-text.ts';
import css from './eef.module.css';
import { lastYear, useFigures } from './eef-data.ts';

/** What became of the children: back in school is the number that counts. */
export function FiguresPart() {
  const { t, language } = useText(EEF_TEXT);
  const today = thaiDayOf(new Date(serverNow()));
  const [year, setYear] = useState('');
  const thisYear = Number(today.slice(0, 4));
  const period = year === '' ? lastYear() : { from: `${year}-01-01`, to: `${year}-12-31` };
  const figures = useFigures(period);
  const years = [thisYear, thisYear - 1, thisYear - 2];
  return (
    <>
      <div className={css.filters}>
        <NativeSelect
          size="md"
          label={t('period')}
          value={year}
          data={[
            { value: '', label: t('lastYear') },
            ...years.map((one) => ({ value: String(one), label: String(language === 'en' ? one : one + BUDDHIST) })),
          ]}
          onChange={(event) => setYear(event.currentTarget.value)}
        />
      </div>
      <PageList list={figures} isEmpty={figures.data?.children === 0} empty={t('none.figures')}>
        {figures.data && <Numbers figures={figures.data} />}
      </PageList>
    </>
  );
}

function Numbers({ figures: { children, back, results, outcomes, provinces, checks } }: { figures: EefFigures }) {
  const { t, language } = useText(EEF_TEXT);
  const say = (key: string) => t(key as 'silent');
  const number = (value: number) => value.toLocaleString('en');
  const checksOf = (kind: string, state: string) =>
    checks.find((one) => one.kind === kind && one.state === state)?.checks ?? 0;
  return (
    <div className={css.figures}>
      <p className={css.headline}>
        <strong>{number(back)}</strong>
        <span>{t('backOf', { all: number(children) })}</span>
      </p>
      <section aria-labelledby="eef-results">
        <h3 id="eef-results">{t('resultsTitle')}</h3>
        <table className={css.table}>
          <tbody>
            {results
              .filter((one) => one.children > 0)
              .map((one) => (
                <tr key={one.result}>
                  <th scope="row">{t(`cameTo.${one.result}`)}</th>
                  <td className={css.bar}>
                    <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden>
                      <rect width={(one.children / children) * 100} height="10" data-result={one.result} />
                    </svg>
                  </td>
                  <td>{number(one.children)}</td>
                </tr>
              ))}
            <tr data-total>
              <th scope="row">{t('total')}</th>
              <td />
              <td>{number(children)}</td>
            </tr>
          </tbody>
        </table>
      </section>
      <section aria-labelledby="eef-outcomes">
        <h3 id="eef-outcomes">{t('outcomesTitle')}</h3>
        <table className={css.table}>
          <tbody>
            {outcomes.map((one) => (
              <tr key={one.outcome}>
                <th scope="row">{say(`outcome.${one.outcome}`)}</th>
                <td>{number(one.children)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section aria-labelledby="eef-lasts" className={css.wide}>
        <h3 id="eef-lasts">{t('lastsTitle')}</h3>
        <div className={css.scroll}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{t('checkKind')}</th>
                {SCHOOL_CHECK_STATES.map((state) => (
                  <th key={state} scope="col">
                    {t(`checkState.${state}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {SCHOOL_CHECK_KINDS.map((kind) => (
                <tr key={kind}>
                  <th scope="row">{t(`check.${kind}`)}</th>
                  {SCHOOL_CHECK_STATES.map((state) => (
                    <td key={state} data-bad={state === 'left' && checksOf(kind, state) > 0}>
                      {number(checksOf(kind, state))}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <section aria-labelledby="eef-provinces" className={css.wide}>
        <h3 id="eef-provinces">{t('provincesTitle')}</h3>
        <div className={css.scroll}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{t('filter.province')}</th>
                <th scope="col">{t('sent')}</th>
                <th scope="col">{t('cameTo.back')}</th>
                <th scope="col">{t('cameTo.left')}</th>
              </tr>
            </thead>
            <tbody>
              {provinces.map((one) => (
                <tr key={one.code}>
                  <th scope="row">{language === 'en' ? one.en : one.th}</th>
                  <td>{number(one.children)}</td>
                  <td>{number(one.back)}</td>
                  <td data-bad={one.left > 0}>{number(one.left)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </div>
  );
}
