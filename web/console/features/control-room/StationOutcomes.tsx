import '../../text/lazy-text.ts';
import { useState } from 'react';
import { PageList } from '../../ui/PageList.tsx';
import { useText } from '../../ui/use-text.ts';
import css from './aftercare.module.css';
import { useStationOutcomes } from './aftercare.ts';

const PERIODS = [30, 90, 365] as const;

/** "Nobody came" and stars for each station, the most complaints first. */
export function StationOutcomes() {
  const { t, language } = useText();
  const [days, setDays] = useState<number>(90);
  const list = useStationOutcomes(days);
  return (
    <>
      <h3 className={css.part}>{t('aftercare.outcomes')}</h3>
      <label className={css.period}>
        {t('views.period')}
        <select value={days} onChange={(event) => setDays(Number(event.currentTarget.value))}>
          {PERIODS.map((period) => (
            <option key={period} value={period}>
              {t('aftercare.days', { days: period })}
            </option>
          ))}
        </select>
      </label>
      <PageList list={list} isEmpty={list.data?.length === 0} empty={t('aftercare.noOutcomes')}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('aftercare.station')}</th>
              <th scope="col">{t('aftercare.closed')}</th>
              <th scope="col">{t('aftercare.nobodyCame')}</th>
              <th scope="col">{t('aftercare.stars')}</th>
            </tr>
          </thead>
          <tbody>
            {list.data?.map(({ agency, closed, nobodyCame, ratings, stars }) => (
              <tr key={agency.id}>
                <th scope="row">{language === 'en' ? (agency.nameEn ?? agency.nameTh) : agency.nameTh}</th>
                <td>{closed}</td>
                <td data-bad={nobodyCame > 0}>{nobodyCame}</td>
                <td>{stars === null ? '–' : t('aftercare.rated', { stars, count: ratings })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </PageList>
    </>
  );
}
