import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { birthSchema } from '#contract/case-forms';
import { BUDDHIST } from '#contract/thai-day';
import { CASES_TEXT } from '../../../text/cases.ts';
import { Choices } from '../../../ui/Choices.tsx';
import { DayField } from '../../../ui/DayField.tsx';
import { useText } from '../../../ui/use-text.ts';

type Props = { label: string; value: unknown; onChange: (value: unknown) => void };

/** A day, or only about which year: in Thai a Buddhist one, as on every card. */
export function BirthField({ label, value, onChange }: Props) {
  const { t, language } = useText(CASES_TEXT);
  const read = birthSchema.safeParse(value);
  const known = read.success ? read.data : undefined;
  const [how, setHow] = useState(known?.kind ?? 'exact');
  const ahead = language === 'en' ? 0 : BUDDHIST;
  const [year, setYear] = useState(known?.kind === 'estimated' ? String(known.year + ahead) : '');
  return (
    <>
      <Choices
        label={label}
        options={[
          { value: 'exact', label: t('form.exact') },
          { value: 'estimated', label: t('form.estimated') },
        ]}
        chosen={[how]}
        onChange={([chosen]) => {
          if (chosen !== 'exact' && chosen !== 'estimated') return;
          setHow(chosen);
          setYear('');
          onChange(undefined);
        }}
      />
      {how === 'exact' ? (
        <DayField
          past
          label={t('form.birthDay')}
          value={known?.kind === 'exact' ? known.date : undefined}
          onChange={(date) => onChange(date ? { kind: 'exact', date } : undefined)}
        />
      ) : (
        <TextInput
          size="lg"
          inputMode="numeric"
          maxLength={4}
          label={t(language === 'en' ? 'form.yearCe' : 'form.yearBe')}
          value={year}
          onChange={({ currentTarget: { value: typed } }) => {
            setYear(typed);
            const birth = { kind: 'estimated', year: Number(typed) - ahead };
            onChange(/^\d{4}$/.test(typed) && birthSchema.safeParse(birth).success ? birth : undefined);
          }}
        />
      )}
    </>
  );
}
