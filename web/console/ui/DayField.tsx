import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { BUDDHIST, thaiDayOf } from '#contract/thai-day';
import { serverNow } from '../live/clock.ts';
import css from './DayField.module.css';
import { dayOf } from './thai-day.ts';
import { useText } from './use-text.ts';

type Props = {
  label: string;
  value: string | undefined;
  /** A birth lies behind us, everything else before us. */
  past?: boolean;
  /** It may also lie a year or two back. */
  around?: boolean;
  onChange: (day: string | undefined) => void;
};

/** Day, month and year of the language's era; the browser's date field knows no Buddhist year. */
export function DayField({ label, value, past = false, around = false, onChange }: Props) {
  const { t, language } = useText();
  const thisYear = Number(thaiDayOf(new Date(serverNow())).slice(0, 4));
  const [parts, setParts] = useState(() => (value ?? '').split('-').map((part) => String(Number(part) || '')));
  const [year = '', month = '', day = ''] = parts;
  const change = (next: [string, string, string]): void => {
    setParts(next);
    const [nextYear, nextMonth, nextDay] = next.map(Number);
    onChange(nextYear && nextMonth && nextDay ? dayOf(nextYear, nextMonth, nextDay) : undefined);
  };
  const months = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'th-TH', { month: 'short', timeZone: 'UTC' });
  const years = past
    ? Array.from({ length: 110 }, (_none, index) => thisYear - index)
    : Array.from({ length: around ? 6 : 4 }, (_none, index) => thisYear + index - (around ? 2 : 0));
  const numbers = (count: number) => Array.from({ length: count }, (_none, index) => index + 1);
  const empty = { value: '', label: '–' };
  return (
    <fieldset className={css.day}>
      <legend>{label}</legend>
      <NativeSelect
        size="lg"
        label={t('day.day')}
        value={day}
        data={[empty, ...numbers(31).map((one) => ({ value: String(one), label: String(one) }))]}
        onChange={(event) => change([year, month, event.currentTarget.value])}
      />
      <NativeSelect
        size="lg"
        label={t('day.month')}
        value={month}
        data={[
          empty,
          ...numbers(12).map((one) => ({ value: String(one), label: months.format(Date.UTC(2026, one - 1, 1)) })),
        ]}
        onChange={(event) => change([year, event.currentTarget.value, day])}
      />
      <NativeSelect
        size="lg"
        label={t('day.year')}
        value={year}
        data={[
          empty,
          ...years.map((one) => ({ value: String(one), label: String(language === 'en' ? one : one + BUDDHIST) })),
        ]}
        onChange={(event) => change([event.currentTarget.value, month, day])}
      />
    </fieldset>
  );
}
