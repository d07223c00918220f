import { useState } from 'react';
import { type Column, ColumnChart } from '#charts/column-chart';
import { INSIGHT_TEXT } from '../../../text/insight.ts';
import { useText } from '../../../ui/use-text.ts';
import { useWidth } from '../../../ui/use-width.ts';
import css from './charts.module.css';

type Props = {
  columns: readonly (Column & { value: number })[];
  /** The same steps of the time before, as a line. */
  before?: { counts: readonly number[]; said: string } | undefined;
  label: string;
};

const HEIGHT = 220;
const FONT_SIZE = 15;

/** A chart of columns as wide as its place. A slider below it, by finger or arrow keys, chooses the column whose number is said. */
export function Columns({ columns, before, label }: Props) {
  const { t, language } = useText(INSIGHT_TEXT);
  const [width, ref] = useWidth();
  const [chosen, setChosen] = useState<number | null>(null);
  const last = columns.length - 1;
  const marked = chosen === null ? null : Math.min(chosen, last);
  const sayNumber = (value: number) => value.toLocaleString(language);
  const { label: on, value } = columns[marked ?? last] ?? { label: '', value: 0 };
  const said = t('series.column', { on, n: sayNumber(value) });
  const earlier = before?.counts[marked ?? last];
  return (
    <figure className={css.figure}>
      <div ref={ref}>
        {width > 0 && (
          <ColumnChart
            {...{ columns, label, sayNumber, width, marked }}
            before={before?.counts}
            notShown=""
            height={HEIGHT}
            fontSize={FONT_SIZE}
          />
        )}
      </div>
      {last > 0 && (
        <input
          type="range"
          min={0}
          max={last}
          value={marked ?? last}
          aria-label={t('series.choose')}
          aria-valuetext={said}
          onChange={(event) => setChosen(event.currentTarget.valueAsNumber)}
        />
      )}
      <figcaption className={css.said}>
        <span>
          {said}
          {earlier !== undefined && ` (${t('before', { n: sayNumber(earlier) })})`}
        </span>
        {before && (
          <span className={css.earlier}>
            <svg viewBox="0 0 24 8" width="24" height="8" aria-hidden>
              <path data-mark="before" d="M0 4H24" />
            </svg>{' '}
            {before.said}
          </span>
        )}
      </figcaption>
    </figure>
  );
}
