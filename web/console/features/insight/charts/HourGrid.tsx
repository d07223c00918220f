import { INSIGHT_TEXT } from '../../../text/insight.ts';
import { ScrolledTable } from '../../../ui/ScrolledTable.tsx';
import { useMedia } from '../../../ui/use-media.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './charts.module.css';

/** Shades from none to most; the number stands in each cell, so nothing depends on them. */
const SHADES = 5;
/** From Monday, as the hours are counted. */
const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;

/** Weekdays by hours as a table whose cells are shaded; on a phone three hours are one cell. */
export function HourGrid({ hours, label }: { hours: readonly number[]; label: string }) {
  const { t } = useText(INSIGHT_TEXT);
  const step = useMedia('(max-width: 1100px)') ? 3 : 1;
  const starts = Array.from({ length: 24 / step }, (_, place) => place * step);
  const nOf = (day: number, start: number) =>
    hours.slice(day * 24 + start, day * 24 + start + step).reduce((sum, n) => sum + n, 0);
  const most = Math.max(1, ...WEEKDAYS.flatMap((day) => starts.map((start) => nOf(day, start))));
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
                const n = nOf(day, start);
                return (
                  <td key={start} data-shade={Math.ceil((n / most) * SHADES)}>
                    {n}
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
