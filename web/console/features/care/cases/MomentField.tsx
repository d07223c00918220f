import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { momentOf, thaiDayOf } from '#contract/thai-day';
import { serverNow } from '../../../live/clock.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { DayField } from '../../../ui/DayField.tsx';
import { useText } from '../../../ui/use-text.ts';
import css from './forms.module.css';

type Props = { label: string; value: string; onChange: (at: string | undefined) => void };

/** Day and time in Thailand, whatever the device's time zone; now, unless somebody says otherwise. */
export function MomentField({ label, value, onChange }: Props) {
  const { t } = useText(CASES_TEXT);
  const [time, setTime] = useState(value ? thaiTimeOf(value) : '');
  const [day, setDay] = useState(value ? thaiDayOf(new Date(value)) : undefined);
  const [nows, setNows] = useState(0);
  const change = (nextDay: string | undefined, nextTime: string): void => {
    setDay(nextDay);
    setTime(nextTime);
    const [hours = 0, minutes = 0] = nextTime.split(':').map(Number);
    onChange(nextDay && nextTime ? momentOf(nextDay, hours * 60 + minutes).toISOString() : undefined);
  };
  const now = (): void => {
    const at = new Date(serverNow()).toISOString();
    setNows(nows + 1);
    change(thaiDayOf(new Date(at)), thaiTimeOf(at));
  };
  return (
    <>
      <DayField key={nows} label={label} value={day} onChange={(next) => change(next, time)} />
      <div className={css.pair}>
        <TextInput
          size="lg"
          type="time"
          label={t('form.time')}
          value={time}
          onChange={(event) => change(day, event.currentTarget.value)}
        />
        <Button variant="default" onClick={now}>
          {t('form.now')}
        </Button>
      </div>
    </>
  );
}

const thaiTimeOf = (at: string): string => new Date(Date.parse(at) + 7 * 60 * 60_000).toISOString().slice(11, 16);
