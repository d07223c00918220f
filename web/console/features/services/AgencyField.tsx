import { TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useDeferredValue, useId, useState } from 'react';
import type { AgencyKind } from '#contract/jurisdiction';
import { formatAgency } from '../../ui/format-agency.ts';
import type { Named } from './service-draft.ts';
import css from './services.module.css';
import { useAgencies } from './services-data.ts';
import { useServiceTexts } from './use-service-texts.ts';

type Props = {
  label: string;
  hint?: string;
  /** Found by a part of its name; only these kinds, or only below one agency. */
  kinds?: readonly AgencyKind[];
  within?: string | undefined;
  many?: boolean;
  chosen: readonly Named[];
  error?: string | undefined;
  onChange: (chosen: readonly Named[]) => void;
};

/** One agency or several, found by name. */
export function AgencyField({ label, hint, kinds, within, many = false, chosen, error, onChange }: Props) {
  const { t, language } = useServiceTexts();
  const id = useId();
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const found = useAgencies(asked, { ...(kinds && { kinds }), within });
  const isSearching = asked !== '';
  const offered = isSearching ? (found.data ?? []).filter((one) => chosen.every((other) => other.id !== one.id)) : [];
  const choose = (one: Named): void => {
    onChange(many ? [...chosen, one] : [one]);
    setText('');
  };
  return (
    <fieldset className={css.agencies}>
      <legend>{label}</legend>
      {chosen.length > 0 && (
        <ul>
          {chosen.map((one) => (
            <li key={one.id}>
              <span>{formatAgency(one, language)}</span>
              <button
                type="button"
                className={css.takeOut}
                aria-label={t('form.remove', { what: formatAgency(one, language) })}
                onClick={() => onChange(chosen.filter((other) => other.id !== one.id))}
              >
                <IconX aria-hidden size={20} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {(many || chosen.length === 0) && (
        <TextInput
          id={id}
          size="lg"
          aria-label={label}
          placeholder={t('form.findAgency')}
          description={hint}
          error={error}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            // Enter takes the first one that was found; it must not send the form around it.
            event.preventDefault();
            if (offered[0]) choose(offered[0]);
          }}
        />
      )}
      {offered.map((one) => (
        <button key={one.id} type="button" className={css.offer} onClick={() => choose(one)}>
          <IconPlus aria-hidden size={20} /> {formatAgency(one, language)}
        </button>
      ))}
      {isSearching && found.data?.length === 0 && <p className={css.small}>{t('form.noAgency')}</p>}
    </fieldset>
  );
}
