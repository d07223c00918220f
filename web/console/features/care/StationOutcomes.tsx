import { useState } from 'react';
import { CARE_TEXT } from '../../text/care.ts';
import { formatAgency } from '../../ui/format-agency.ts';
import { PageList } from '../../ui/PageList.tsx';
import { useText } from '../../ui/use-text.ts';
import css from './care.module.css';
import { useStationOutcomes } from './care-data.ts';

const PERIODS = [30, 90, 365] as const;

/** "Nobody came" and stars for each station, the most complaints first. */
export function StationOutcomes() {
  const { t: common, language } = useText();
  const { t } = useText(CARE_TEXT);
  const [days, setDays] = useState<number>(90);
  const list = useStationOutcomes(days);
  return (
    <>
      <h3 className={css.part}>{t('outcomes.title')}</h3>
      <label className={css.period}>
        {common('views.period')}
        <select value={days} onChange={(event) => setDays(Number(event.currentTarget.value))}>
          {PERIODS.map((period) => (
            <option key={period} value={period}>
              {t('outcomes.days', { days: period })}
            </option>
          ))}
        </select>
      </label>
      <PageList list={list} isEmpty={list.data?.length === 0} empty={t('outcomes.none')}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('outcomes.station')}</th>
              <th scope="col">{t('outcomes.closed')}</th>
              <th scope="col">{t('outcomes.nobodyCame')}</th>
              <th scope="col">{t('outcomes.stars')}</th>
            </tr>
          </thead>
          <tbody>
            {list.data?.map(({ agency, closed, nobodyCame, ratings, stars }) => (
              <tr key={agency.id}>
                <th scope="row">{formatAgency(agency, language)}</th>
                <td>{closed}</td>
                <td data-bad={nobodyCame > 0}>{nobodyCame}</td>
                <td>{stars === null ? '–' : t('outcomes.rated', { stars, count: ratings })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </PageList>
    </>
  );
}
