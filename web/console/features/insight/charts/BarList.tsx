import { BarLine } from '#charts/bar-line';
import css from './charts.module.css';

type Bar = { key: string; label: string; n: number; before?: number | null };

type Props = {
  bars: readonly Bar[];
  language: string;
  /** Steps that follow each other stay in their order; others stand with the largest first. */
  areSteps?: true;
};

/** Names with their counts and bars true to scale; a stroke where the period before ended. */
export function BarList({ bars, language, areSteps }: Props) {
  const most = Math.max(1, ...bars.flatMap(({ n, before }) => [n, before ?? 0]));
  return (
    <dl className={css.list}>
      {(areSteps ? bars : bars.toSorted((one, other) => other.n - one.n)).map(({ key, label, n, before }) => (
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
