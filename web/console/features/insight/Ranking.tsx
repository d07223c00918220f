import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { INSIGHT_TEXTS, INTERVALS, type Interval } from '#contract/insight';
import { INSIGHT_TEXT } from '../../text/insight.ts';
import { PageList } from '../../ui/PageList.tsx';
import { ScrolledTable } from '../../ui/ScrolledTable.tsx';
import { useText } from '../../ui/use-text.ts';
import { DefinitionLink } from './DefinitionLink.tsx';
import css from './insight.module.css';
import { type Asked, useRanking } from './insight-data.ts';
import { useSpan } from './use-span.ts';

/** Provinces by one interval; without a rank where too few values would let chance decide. */
export function Ranking({ asked }: { asked: Asked }) {
  const { t, language } = useText(INSIGHT_TEXT);
  const [interval, setInterval] = useState<Interval>('contact-to-scene');
  const ranking = useRanking({ ...asked, interval });
  const names = INSIGHT_TEXTS[language].intervals;
  const say = useSpan();
  const span = (seconds: number | null): string => (seconds === null ? '–' : say(seconds));
  const columns = ['rank', 'province', 'p50', 'p90', 'within', 'n', 'notRecorded'] as const;
  return (
    <section className={css.part}>
      <h3>
        {t('ranking.title')} <DefinitionLink figure="rank" />
      </h3>
      <p className={css.small}>{t('ranking.note')}</p>
      <NativeSelect
        label={t('intervals.interval')}
        value={interval}
        data={INTERVALS.map((value) => ({ value, label: names[value] }))}
        onChange={(event) => setInterval(INTERVALS.find((one) => one === event.currentTarget.value) ?? interval)}
      />
      <PageList list={ranking} isEmpty={ranking.data?.lines.length === 0} empty={t('nothing')}>
        <ScrolledTable className={css.tall} label={t('ranking.title')}>
          <table className={css.table}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column === 'rank' || column === 'province' ? t(`ranking.${column}`) : t(`intervals.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {ranking.data?.lines.map((line) => (
                <tr key={line.key}>
                  <td>{line.rank?.toLocaleString(language) ?? '–'}</td>
                  <th scope="row">{(language === 'en' && line.nameEn) || line.nameTh || line.key}</th>
                  <td>{span(line.p50)}</td>
                  <td>{span(line.p90)}</td>
                  <td>{line.within === null ? '–' : `${line.within.toLocaleString(language)}%`}</td>
                  <td>{line.n.toLocaleString(language)}</td>
                  <td>{line.notRecorded.toLocaleString(language)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrolledTable>
      </PageList>
    </section>
  );
}
