import { IconDownload, IconPlant2 } from '@tabler/icons-react';
import { FAMILY_TEXTS } from '#contract/family-texts';
import { BUDDHIST, thaiDayOf } from '#contract/thai-day';
import { serverNow } from '../../live/clock.ts';
import { FAMILIES_TEXT } from '../../text/families.ts';
import { formatAgency } from '../../ui/format-agency.ts';
import { PageList } from '../../ui/PageList.tsx';
import { formatDay } from '../../ui/thai-day.ts';
import { useText } from '../../ui/use-text.ts';
import css from './families.module.css';
import { useFigures } from './family-data.ts';

const NOW = ['onTheWay', 'waiting', 'monitoring', 'late'] as const;
const PERIOD = ['started', 'graduated', 'sustained', 'relapsed', 'stopped'] as const;
const OCTOBER = 10;

/** The fiscal year of a day, 1 October to 30 September, by the year in which it ends. */
function fiscalYearOf(day: string): { year: number; from: string; until: string } {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const ends = month >= OCTOBER ? year + 1 : year;
  return { year: ends, from: `${ends - 1}-10-01`, until: `${ends}-09-30` };
}

/** How many families are where, what they did in this fiscal year, and how far they have come. */
export function FamilyFigures({ mayExport }: { mayExport: boolean }) {
  const { t, language } = useText(FAMILIES_TEXT);
  const texts = FAMILY_TEXTS[language];
  const { year, from, until } = fiscalYearOf(thaiDayOf(new Date(serverNow())));
  const figures = useFigures(from, until);
  const { agencies = [], change = [], stopped = [] } = figures.data ?? {};
  const sum = (what: (typeof NOW)[number] | (typeof PERIOD)[number]) =>
    agencies.reduce((total, agency) => total + agency[what], 0);
  const reasons: Readonly<Record<string, string>> = texts.stop;
  const shownYear = language === 'en' ? year : year + BUDDHIST;
  return (
    <PageList list={figures} isEmpty={agencies.length === 0} empty={t('figures.none')}>
      <p className={css.headline}>
        <IconPlant2 aria-hidden size={32} />
        <strong>{sum('monitoring') + sum('sustained')}</strong> {t('figures.headline')}
      </p>
      <p className={css.small}>
        {t('figures.fiscalYear', { year: shownYear })} ·{' '}
        {t('figures.from', { from: formatDay(from, language), until: formatDay(until, language) })}
      </p>
      <div className={css.tableBox}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                {t('figures.agency')}
              </th>
              <th scope="colgroup" colSpan={NOW.length}>
                {t('figures.now')}
              </th>
              <th scope="colgroup" colSpan={PERIOD.length}>
                {t('figures.period')}
              </th>
            </tr>
            <tr>
              {[...NOW, ...PERIOD].map((what) => (
                <th key={what} scope="col" className={css.number}>
                  {t(`figures.${what}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {agencies.map((one) => (
              <tr key={one.agency.id}>
                <th scope="row">{formatAgency(one.agency, language)}</th>
                {[...NOW, ...PERIOD].map((what) => (
                  <td key={what}>{one[what]}</td>
                ))}
              </tr>
            ))}
          </tbody>
          {agencies.length > 1 && (
            <tfoot>
              <tr className={css.total}>
                <th scope="row">{t('figures.total')}</th>
                {[...NOW, ...PERIOD].map((what) => (
                  <td key={what}>{sum(what)}</td>
                ))}
              </tr>
            </tfoot>
          )}
        </table>
      </div>
      {change.length > 0 && (
        <section className={css.part} aria-labelledby="family-change">
          <h3 id="family-change" className={css.partTitle}>
            {t('figures.change')}
          </h3>
          <p className={css.small}>{t('figures.changeUnder')}</p>
          <div className={css.tableBox}>
            <table className={css.table}>
              <thead>
                <tr>
                  <th scope="col">{t('figures.dimension')}</th>
                  <th scope="col" className={css.number}>
                    {t('figures.families')}
                  </th>
                  <th scope="col" className={css.number}>
                    {t('figures.first')}
                  </th>
                  <th scope="col" className={css.number}>
                    {t('figures.last')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {change.map(({ dimension, families, first, last }) => (
                  <tr key={dimension}>
                    <th scope="row">{texts.dimensions[dimension]}</th>
                    <td>{families}</td>
                    <td>{first.toFixed(1)}</td>
                    <td>{last.toFixed(1)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
      {stopped.length > 0 && (
        <p>
          {t('figures.why')}:{' '}
          {stopped.map(({ reason, families }) => `${reasons[reason] ?? reason} ${families}`).join(' · ')}
        </p>
      )}
      {mayExport && (
        <section className={css.part}>
          <p className={css.buttons}>
            {(['csv', 'json'] as const).map((format) => (
              <a
                key={format}
                className={css.print}
                href={`/api/v1/self-reliance/export?format=${format}&from=${from}`}
                download
              >
                <IconDownload aria-hidden size={24} /> {t('figures.export')} {format.toUpperCase()}
              </a>
            ))}
          </p>
          <p className={css.small}>{t('figures.exportUnder')}</p>
        </section>
      )}
    </PageList>
  );
}
