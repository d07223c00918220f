import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { addDays, BUDDHIST, thaiDayOf } from '#contract/thai-day';
import { serverNow } from '../live/clock.ts';
import { dayOf, daysInMonth, formatDay } from './thai-day.ts';
import css from './UntilField.module.css';
import { useText } from './use-text.ts';

/** Days: a month for a substitute, a quarter for a course, half a year for a secondment. */
const SOON = [30, 90, 180, 365];
const YEARS = 10;

type Props = { value: string | null; onChange: (day: string | null) => void };

/**
 * A last day, or none. Not the browser's date field, because that does not use the Buddhist era.
 */
export function UntilField({ value, onChange }: Props) {
  const { t, language } = useText();
  const today = thaiDayOf(new Date(serverNow()));
  const [isByHand, setByHand] = useState(value !== null);
  const choices = SOON.map((count) => ({ count, day: addDays(today, count) }));
  const choose = (chosen: string): void => {
    setByHand(chosen === 'by-hand');
    onChange(chosen === 'none' ? null : chosen === 'by-hand' ? (value ?? addDays(today, 30)) : chosen);
  };
  return (
    <div className={css.field}>
      <NativeSelect
        label={t('day.until')}
        size="lg"
        value={value === null ? 'none' : isByHand ? 'by-hand' : value}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <option value="none">{t('day.none')}</option>
        {choices.map(({ count, day }) => (
          <option key={day} value={day}>
            {t('day.in', { count, day: formatDay(day, language) })}
          </option>
        ))}
        <option value="by-hand">{t('day.byHand')}</option>
      </NativeSelect>
      {value !== null && isByHand && (
        <DayParts value={value} firstYear={Number(today.slice(0, 4))} onChange={onChange} />
      )}
    </div>
  );
}

/** Day, month and year, the year in the era of the language. */
export function DayParts({
  value,
  firstYear,
  onChange,
}: {
  value: string;
  firstYear: number;
  onChange: (day: string) => void;
}) {
  const { t, language } = useText();
  const [year = firstYear, month = 1, day = 1] = value.split('-').map(Number);
  const months = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'th-TH', { month: 'long', timeZone: 'UTC' });
  const numbers = (from: number, count: number) => Array.from({ length: count }, (_none, index) => from + index);
  const years = numbers(Math.min(year, firstYear), YEARS);
  return (
    <div className={css.parts}>
      <NativeSelect
        label={t('day.day')}
        size="lg"
        value={day}
        onChange={(event) => onChange(dayOf(year, month, Number(event.currentTarget.value)))}
        data={numbers(1, daysInMonth(year, month)).map(String)}
      />
      <NativeSelect
        label={t('day.month')}
        size="lg"
        value={month}
        onChange={(event) => onChange(dayOf(year, Number(event.currentTarget.value), day))}
        data={numbers(1, 12).map((one) => ({ value: String(one), label: months.format(Date.UTC(2026, one - 1, 1)) }))}
      />
      <NativeSelect
        label={t('day.year')}
        size="lg"
        value={year}
        onChange={(event) => onChange(dayOf(Number(event.currentTarget.value), month, day))}
        data={years.map((one) => ({ value: String(one), label: String(language === 'en' ? one : one + BUDDHIST) }))}
      />
    </div>
  );
}
