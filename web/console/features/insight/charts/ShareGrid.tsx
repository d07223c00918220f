import { INSIGHT_TEXT } from '../../../text/insight.ts';
import { ScrolledTable } from '../../../ui/ScrolledTable.tsx';
import { useMedia } from '../../../ui/use-media.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './charts.module.css';

const SHADES = 5;
const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;

/** A share of each hour of the week as a table: the more is missing the darker; on a phone three hours are one cell. */
export function ShareGrid({ hours, label }: { hours: readonly { calls: number; within: number }[]; label: string }) {
  const { t } = useText(INSIGHT_TEXT);
  const step = useMedia('(max-width: 1100px)') ? 3 : 1;
  const starts = Array.from({ length: 24 / step }, (_, place) => place * step);
  const percentOf = (day: number, start: number): number | null => {
    const cells = hours.slice(day * 24 + start, day * 24 + start + step);
    const calls = cells.reduce((sum, cell) => sum + cell.calls, 0);
    return calls === 0 ? null : Math.round((cells.reduce((sum, cell) => sum + cell.within, 0) / calls) * 100);
  };
  return (
    <ScrolledTable className={css.scroll} label={label}>
      <table className={css.grid} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t('hours.day')}</th>
            {starts.map((start) => (
              <th key={start} scope="col">
                {String(start).padStart(2, '0')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {WEEKDAYS.map((day) => (
            <tr key={day}>
              <th scope="row">{t(`hours.weekday.${day}`)}</th>
              {starts.map((start) => {
                const percent = percentOf(day, start);
                return (
                  <td key={start} data-shade={percent === null ? 0 : Math.ceil(((100 - percent) / 100) * SHADES)}>
                    {percent ?? '–'}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrolledTable>
  );
}
