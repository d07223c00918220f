import { useId } from 'react';
import { DOMAINS, FORM_CODES } from '#contract/case-forms';
import { CASES_TEXT } from '../../../text/cases.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { optionsOf } from '../../../ui/options.ts';
import { useText } from '../../../ui/use-text.ts';
import css from './cases.module.css';
import { asValues, withValue } from './form-values.ts';
import { useFormTexts } from './use-form-texts.ts';

type Props = { label: string; value: unknown; onChange: (value: unknown) => void };

/** What became better or worse, domain by domain; folded, because it is seldom all of them. */
export function ChangesField({ label, value, onChange }: Props) {
  const texts = useFormTexts();
  const { t } = useText(CASES_TEXT);
  const id = useId();
  const changes = asValues(value);
  return (
    <details className={css.more} open={Object.keys(changes).length > 0 || undefined}>
      <summary id={id}>
        {label} <span className={css.small}>{t('form.optional')}</span>
      </summary>
      {DOMAINS.map((domain) => (
        <Choices
          key={domain}
          label={texts.domains[domain]}
          options={optionsOf(FORM_CODES.change, texts.codes.change)}
          chosen={typeof changes[domain] === 'string' ? [changes[domain]] : []}
          onChange={([chosen]) => {
            const next = withValue(changes, domain, chosen);
            onChange(Object.keys(next).length > 0 ? next : undefined);
          }}
        />
      ))}
    </details>
  );
}
