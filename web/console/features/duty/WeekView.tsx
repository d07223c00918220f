import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Roster, Shift } from '#contract/duty';
import { addDays, momentOf, thaiDayOf } from '#contract/thai-day';
import { serverNow } from '../../live/clock.ts';
import { DUTY_TEXT } from '../../text/duty.ts';
import { formatDay } from '../../ui/thai-day.ts';
import { useText } from '../../ui/use-text.ts';
import css from './duty.module.css';
import { formatSpan } from './format-span.ts';
import { ShiftActions } from './ShiftActions.tsx';

/** A card for each day, stacked on a phone; a shift is shown on the day it begins. */
export function WeekView({ roster, from }: { roster: Roster; from: string }) {
  const { language } = useText();
  const { t: d } = useText(DUTY_TEXT);
  const byDay = Map.groupBy(roster.shifts, ({ startsAt }) => thaiDayOf(new Date(startsAt)));
  const today = thaiDayOf(new Date(serverNow()));
  return (
    <div className={css.week}>
      {[0, 1, 2, 3, 4, 5, 6].map((offset) => {
        const day = addDays(from, offset);
        const shifts = byDay.get(day) ?? [];
        return (
          <section key={day} className={css.day} data-today={day === today}>
            <strong>
              {weekday(day, language)} {formatDay(day, language)}
            </strong>
            {shifts.length === 0 && <p className={css.small}>{d('noShifts')}</p>}
            {shifts.map((shift) => (
              <ShiftRow key={shift.id} shift={shift} roster={roster} />
            ))}
          </section>
        );
      })}
    </div>
  );
}

function ShiftRow({ shift, roster }: { shift: Shift; roster: Roster }) {
  const { language } = useText();
  const { t: d } = useText(DUTY_TEXT);
  const [isOpen, setOpen] = useState(false);
  const { person, post, startsAt, endsAt, cancelled, standsInFor } = shift;
  const mayChange = roster.mayManage && !cancelled && Date.parse(endsAt) > serverNow();
  return (
    <div className={css.shift} data-off={cancelled !== null}>
      <span className={css.time}>{formatSpan(startsAt, endsAt, language)}</span>
      <span className={css.who}>{person.name}</span>
      <span className={css.small}>
        {d(`post.${post}`)}
        {standsInFor && ` · ${d('standsIn', { name: standsInFor.name })}`}
        {cancelled && ` · ${d(`cancelled.${cancelled}`)}`}
      </span>
      {mayChange && (
        <Button variant="subtle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {d('change')}
        </Button>
      )}
      {isOpen && <ShiftActions shift={shift} roster={roster} />}
    </div>
  );
}

function weekday(day: string, language: 'th' | 'en'): string {
  const format = new Intl.DateTimeFormat(language === 'th' ? 'th-TH' : 'en-GB', {
    weekday: 'short',
    timeZone: 'Asia/Bangkok',
  });
  return format.format(momentOf(day, 12 * 60));
}
