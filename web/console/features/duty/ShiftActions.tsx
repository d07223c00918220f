import { Button, NativeSelect } from '@mantine/core';
import type { Roster, Shift } from '#contract/duty';
import { describeProblem } from '../../api/describe-problem.ts';
import { serverNow } from '../../live/clock.ts';
import { DUTY_TEXT } from '../../text/duty.ts';
import { useText } from '../../ui/use-text.ts';
import css from './duty.module.css';
import { useDutyAction } from './duty-data.ts';
import { formatDaySpan } from './format-span.ts';

/** Actions on one shift: a stand-in, a swap, a withdrawal. Choosing applies it at once; it can be changed again. */
export function ShiftActions({ shift, roster }: { shift: Shift; roster: Roster }) {
  const { language } = useText();
  const { t: d } = useText(DUTY_TEXT);
  const action = useDutyAction();
  const others = roster.people.filter(({ id }) => id !== shift.person.id);
  const swaps = roster.shifts.filter(
    ({ person, cancelled, startsAt }) =>
      person.id !== shift.person.id && !cancelled && Date.parse(startsAt) > serverNow(),
  );
  const send = (what: string, body: object = {}) => action.mutate({ path: `/api/v1/shifts/${shift.id}/${what}`, body });
  return (
    <div className={css.part}>
      <NativeSelect
        label={d('standIn')}
        size="md"
        value=""
        disabled={action.isPending}
        onChange={(event) => event.currentTarget.value && send('stand-in', { personId: event.currentTarget.value })}
        data={[{ value: '', label: d('choose') }, ...others.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      {swaps.length > 0 && (
        <NativeSelect
          label={d('swap')}
          size="md"
          value=""
          disabled={action.isPending}
          onChange={(event) => event.currentTarget.value && send('swap', { otherShiftId: event.currentTarget.value })}
          data={[
            { value: '', label: d('choose') },
            ...swaps.map(({ id, person, startsAt, endsAt }) => ({
              value: id,
              label: `${person.name} · ${formatDaySpan(startsAt, endsAt, language)}`,
            })),
          ]}
        />
      )}
      <Button variant="default" loading={action.isPending} onClick={() => send('withdraw')}>
        {d('withdraw')}
      </Button>
      {action.isError && <p role="alert">{describeProblem(action.error, language)}</p>}
    </div>
  );
}
