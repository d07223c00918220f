import css from './charts.module.css';

/** Full, light, striped and empty: told apart without colour. */
const LOOKS = ['full', 'light', 'striped', 'empty'] as const;
type Part = { key: string; label: string };
type Line = { key: string; label: string; parts: readonly number[] };

/** What each line is made of, all true to the same scale; the numbers stand in the table beside it. */
export function PartBars({ parts, lines }: { parts: readonly Part[]; lines: readonly Line[] }) {
  const sumOf = (line: Line) => line.parts.reduce((sum, n) => sum + n, 0);
  const most = Math.max(1, ...lines.map(sumOf));
  return (
    <div className={css.parts}>
      <ul className={css.key} aria-hidden>
        {parts.map(({ key, label }, place) => (
          <li key={key}>
            <span data-look={LOOKS[place]} /> {label}
          </li>
        ))}
      </ul>
      <dl className={css.list}>
        {lines.map((line) => (
          <div key={line.key}>
            <dt>{line.label}</dt>
            <dd>{sumOf(line)}</dd>
            <div
              className={css.made}
              role="img"
              aria-label={parts.map(({ label }, place) => `${label} ${line.parts[place] ?? 0}`).join(', ')}
            >
              {parts.map(({ key }, place) => {
                const n = line.parts[place] ?? 0;
                return n > 0 && <span key={key} data-look={LOOKS[place]} style={{ width: `${(n / most) * 100}%` }} />;
              })}
            </div>
          </div>
        ))}
      </dl>
    </div>
  );
}
