import { STAFFING_TEXTS, type Staffing } from '#contract/staffing';
import { fillIn } from '#contract/text';
import { STAFFING_TEXT } from '../../../text/staffing.ts';
import { ScrolledTable } from '../../../ui/ScrolledTable.tsx';
import { formatDay } from '../../../ui/thai-day.ts';
import { useText } from '../../../ui/use-text.ts';
import css from '../insight.module.css';

/** The stations of a province, what they have to do and to send, and what is only assumed. */
export function KnownStaffing({ staffing }: { staffing: Staffing }) {
  const { t, language } = useText(STAFFING_TEXT);
  const calls = staffing.callsByHour.reduce((sum, one) => sum + one, 0) / staffing.callsByHour.length;
  const format = (value: number, digits = 1) => value.toLocaleString(language, { maximumFractionDigits: digits });
  const texts = STAFFING_TEXTS[language].assumption;
  return (
    <section className={css.part}>
      <h3>{t('known.title')}</h3>
      <p className={css.small}>
        {t('known.note', {
          ...{ from: formatDay(staffing.from, language), to: formatDay(staffing.to, language) },
          n: staffing.n.toLocaleString(language),
        })}{' '}
        · {t('known.calls')} {format(calls, 2)}
      </p>
      <ScrolledTable className={css.wide} label={t('known.title')}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">{t('known.station')}</th>
              <th scope="col">{t('known.incidents')}</th>
              <th scope="col">{t('known.units')}</th>
              <th scope="col">{t('known.way')}</th>
            </tr>
          </thead>
          <tbody>
            {staffing.stations.map((station) => (
              <tr key={station.agencyId}>
                <th scope="row">
                  {(language === 'en' && station.nameEn) || station.nameTh}
                  {station.isNeighbour && <span className={css.small}> · {t('known.neighbour')}</span>}
                </th>
                <td>{station.isNeighbour ? '–' : station.n.toLocaleString(language)}</td>
                <td>
                  {station.units} <span className={css.small}>{t(`basis.${station.basis}`)}</span>
                </td>
                <td>
                  {format(station.wayMinutes)} <span className={css.small}>{t(`way.${station.waySource}`)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrolledTable>
      <h3 className={css.below}>{t('assumptions')}</h3>
      <ul className={css.assumptions}>
        {staffing.assumptions.map(({ code, params }) => (
          <li key={code}>
            {fillIn(texts[code], {
              ...params,
              ...(typeof params.from === 'string' && { from: formatDay(params.from, language) }),
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}
