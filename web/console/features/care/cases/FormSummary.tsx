import type { Said } from '#contract/case-form-lines';
import { CASES_TEXT } from '../../../text/cases.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './FormSummary.module.css';

/** A form to be read. `later`: what the next version says; what it says otherwise is marked. */
export function FormSummary({ lines, later }: { lines: readonly Said[]; later?: readonly Said[] }) {
  const { t } = useText(CASES_TEXT);
  const isChanged = ({ path, text }: Said): boolean =>
    later !== undefined && !later.some((one) => one.path === path && one.text === text);
  return (
    <dl className={css.summary}>
      {lines.map((line) => (
        <div key={line.path} data-changed={isChanged(line) || undefined}>
          <dt>
            {line.label} {isChanged(line) && <strong className={css.changed}>{t('versions.changed')}</strong>}
          </dt>
          <dd>{line.text}</dd>
        </div>
      ))}
    </dl>
  );
}
