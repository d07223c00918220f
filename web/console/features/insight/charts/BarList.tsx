import { BarLine } from '#charts/bar-line';
import css from './charts.module.css';

type Bar = { key: string; label: string; n: number; before?: number | null };

/** Names with their counts and bars true to scale, the largest first; a stroke where the period before ended. */
export function BarList({ bars, language }: { bars: readonly Bar[]; language: string }) {
  const most = Math.max(1, ...bars.flatMap(({ n, before }) => [n, before ?? 0]));
  return (
    <dl className={css.list}>
      {bars
        .toSorted((one, other) => other.n - one.n)
        .map(({ key, label, n, before }) => (
          <div key={key}>
            <dt>{label}</dt>
            <dd>
              {n.toLocaleString(language)}
              {before != null && <span className={css.earlier}> ({before.toLocaleString(language)})</span>}
            </dd>
            <BarLine value={n} most={most} before={before} />
          </div>
        ))}
    </dl>
  );
}
