import { BarLine } from '#charts/bar-line';
import css from './charts.module.css';

/** Steps that follow each other, each with its number and a bar true to scale, in their order. */
export function StepBars({ steps }: { steps: readonly { key: string; label: string; n: number; said?: string }[] }) {
  const most = Math.max(1, ...steps.map(({ n }) => n));
  return (
    <dl className={css.list}>
      {steps.map(({ key, label, n, said }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd>{said ?? n}</dd>
          <BarLine value={n} most={most} />
        </div>
      ))}
    </dl>
  );
}
