import type { Said } from '#contract/case-form-lines';
import css from './cases.module.css';

/** A form to be read. */
export function FormSummary({ lines }: { lines: readonly Said[] }) {
  return (
    <dl className={css.summary}>
      {lines.map(({ path, label, text }) => (
        <div key={path}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
