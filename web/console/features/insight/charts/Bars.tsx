import css from './charts.module.css';

type Bar = { key: string; label: string; n: number; before?: number | null };

/** A bar for each value in its order, from zero. Labels stand in HTML around it, so that they keep their size on a phone. */
export function ColumnChart({ bars, label }: { bars: readonly Bar[]; label: string }) {
  const most = Math.max(1, ...bars.map(({ n }) => n));
  const wide = 100 / Math.max(1, bars.length);
  const [first, last] = [bars.at(0), bars.at(-1)];
  return (
    <div className={css.columns}>
      <span className={css.most} aria-hidden>
        {most}
      </span>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={label}>
        <title>{label}</title>
        {bars.map(({ key, n }, place) => (
          <rect
            key={key}
            className={css.bar}
            x={place * wide + wide * 0.1}
            width={wide * 0.8}
            y={100 - (n / most) * 100}
            height={(n / most) * 100}
          />
        ))}
      </svg>
      <span className={css.ends} aria-hidden>
        <span>{first?.label}</span>
        {last !== first && <span>{last?.label}</span>}
      </span>
    </div>
  );
}

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
            <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden>
              <rect className={css.bar} width={(n / most) * 100} height={1} />
              {before != null && <rect className={css.was} x={(before / most) * 99.5} width={0.5} height={1} />}
            </svg>
          </div>
        ))}
    </dl>
  );
}
