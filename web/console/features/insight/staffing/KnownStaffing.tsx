import { STAFFING_TEXTS, type Staffing } from '#contract/staffing';
import { fillIn } from '#contract/text';
import { STAFFING_TEXT } from '../../../text/staffing.ts';
import { ScrolledTable } from '../../../ui/ScrolledTable.tsx';
import { formatDay } from '../../../ui/thai-day.ts';
import { useText } from '../../../ui/use-text.ts';
import css from '../insight.module.css';

const FEWEST_FOLDED = 5;

/** The stations of a province, what they have to do and to send, and what is only assumed. */
export function KnownStaffing({ staffing }: { staffing: Staffing }) {
  const { t, language } = useText(STAFFING_TEXT);
  const calls = staffing.callsByHour.reduce((sum, one) => sum + one, 0) / staffing.callsByHour.length;
  const format = (value: number, digits = 1) => value.toLocaleString(language, { maximumFractionDigits: digits });
  const texts = STAFFING_TEXTS[language].assumption;
  // Of forty stations two or three may have units: the others would hide them.
  const [sending, others] = [true, false].map((has) => staffing.stations.filter(({ units }) => units > 0 === has));
  const isFolded = (sending?.length ?? 0) > 0 && (others?.length ?? 0) >= FEWEST_FOLDED;
  const shown = isFolded ? (sending ?? []) : staffing.stations;
  const folded = isFolded ? (others ?? []) : [];
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
      <Stations stations={shown} />
      {folded.length > 0 && (
        <details className={css.folded}>
          <summary>{t('known.folded', { n: folded.length })}</summary>
          <Stations stations={folded} />
        </details>
      )}
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

function Stations({ stations }: Pick<Staffing, 'stations'>) {
  const { t, language } = useText(STAFFING_TEXT);
  const columns = ['station', 'incidents', 'units', 'way'] as const;
  return (
    <ScrolledTable className={css.wide} label={t('known.title')}>
      <table className={`${css.table} ${css.stacked}`}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`known.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {stations.map((station) => (
            <tr key={station.agencyId}>
              <th scope="row">
                {(language === 'en' && station.nameEn) || station.nameTh}
                {station.isNeighbour && <span className={css.small}> · {t('known.neighbour')}</span>}
              </th>
              <td data-label={t('known.incidents')}>
                {station.isNeighbour ? '–' : station.n.toLocaleString(language)}
              </td>
              <td data-label={t('known.units')}>
                {station.units} <span className={css.small}>{t(`basis.${station.basis}`)}</span>
              </td>
              <td data-label={t('known.way')}>
                {station.wayMinutes.toLocaleString(language, { maximumFractionDigits: 1 })}{' '}
                <span className={css.small}>{t(`way.${station.waySource}`)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrolledTable>
  );
}
