import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { CASES_TEXT } from '../../../text/cases.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { useText } from '../../../ui/use-text.ts';
import css from './forms.module.css';

type Props = { label: string; value: unknown; onChange: (value: unknown) => void };

/** Any time, or from and to in Thai time. */
export function HoursField({ label, value, onChange }: Props) {
  const { t } = useText(CASES_TEXT);
  const known = typeof value === 'object' && value !== null ? (value as { from: string; to: string }) : null;
  const [span, setSpan] = useState(known ?? { from: '', to: '' });
  const [how, setHow] = useState<'any' | 'span' | null>(value === 'any' ? 'any' : known ? 'span' : null);
  const change = (next: { from: string; to: string }): void => {
    setSpan(next);
    onChange(next.from && next.to ? next : undefined);
  };
  return (
    <>
      <Choices
        label={label}
        options={[
          { value: 'any', label: t('contact.any') },
          { value: 'span', label: t('form.onlyBetween') },
        ]}
        chosen={how ? [how] : []}
        onChange={([chosen]) => {
          const next = chosen === 'any' || chosen === 'span' ? chosen : null;
          setHow(next);
          onChange(next === 'any' ? 'any' : next === 'span' && span.from && span.to ? span : undefined);
        }}
      />
      {how === 'span' && (
        <div className={css.pair}>
          <TextInput
            size="lg"
            type="time"
            label={t('form.from')}
            value={span.from}
            onChange={(event) => change({ ...span, from: event.currentTarget.value })}
          />
          <TextInput
            size="lg"
            type="time"
            label={t('form.to')}
            value={span.to}
            onChange={(event) => change({ ...span, to: event.currentTarget.value })}
          />
        </div>
      )}
    </>
  );
}
