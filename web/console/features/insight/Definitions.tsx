import { useEffect } from 'react';
import { INSIGHT_TEXTS, INTERVALS } from '#contract/insight';
import { CARE_FIGURES, COUNTS, INTERVAL_STEPS, MEASURES } from '#contract/insight-definitions';
import { useAddress } from '../../router.ts';
import { INSIGHT_TEXT } from '../../text/insight.ts';
import { useText } from '../../ui/use-text.ts';
import css from './insight.module.css';

/** What each figure counts and leaves out: the same sentences for pages, files and the API. */
export default function Definitions() {
  const { t, language } = useText(INSIGHT_TEXT);
  const { hash } = useAddress();
  const texts = INSIGHT_TEXTS[language];
  useEffect(() => {
    if (hash) document.getElementById(hash.slice(1))?.scrollIntoView({ block: 'center' });
  }, [hash]);
  const isAsked = (figure: string) => (hash === `#${figure}` ? true : undefined);
  const counted = [
    { title: t('definitions.counts'), figures: COUNTS },
    { title: t('definitions.care'), figures: CARE_FIGURES },
    { title: t('definitions.measures'), figures: MEASURES },
  ] as const;
  return (
    <>
      <p>{t('definitions.note')}</p>
      {counted.map(({ title, figures }) => (
        <section key={title} className={css.part}>
          <h3>{title}</h3>
          <table className={css.definitions}>
            <thead>
              <tr>
                <th scope="col">{t('definitions.figure')}</th>
                <th scope="col">{t('definitions.what')}</th>
                <th scope="col">{t('definitions.without')}</th>
              </tr>
            </thead>
            <tbody>
              {figures.map((figure) => (
                <tr key={figure} id={figure} data-asked={isAsked(figure)}>
                  <th scope="row">{texts.figures[figure]}</th>
                  <td>{texts.countsWhat[figure]}</td>
                  <td data-label={t('definitions.without')}>{texts.leavesOut[figure]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
      <section className={css.part}>
        <h3>{t('definitions.intervals')}</h3>
        <table className={css.definitions}>
          <thead>
            <tr>
              <th scope="col">{t('definitions.figure')}</th>
              <th scope="col">{t('definitions.fromTo')}</th>
              <th scope="col">{t('definitions.word')}</th>
            </tr>
          </thead>
          <tbody>
            {INTERVALS.map((interval) => {
              const { from, to, word } = INTERVAL_STEPS[interval];
              return (
                <tr key={interval} id={interval} data-asked={isAsked(interval)}>
                  <th scope="row">{texts.intervals[interval]}</th>
                  <td>
                    {texts.steps[from]} → {texts.steps[to]}
                    <span className={css.small}>{texts.means[interval]}</span>
                  </td>
                  <td data-label={t('definitions.word')}>{word ?? '–'}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </>
  );
}
