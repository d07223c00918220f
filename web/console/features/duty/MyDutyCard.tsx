import { Button } from '@mantine/core';
import { IconCircleCheck, IconHeartbeat, IconMoon } from '@tabler/icons-react';
import { describeProblem } from '../../api/describe-problem.ts';
import { serverNow } from '../../live/clock.ts';
import { DUTY_TEXT } from '../../text/duty.ts';
import { formatAgency } from '../../ui/format-agency.ts';
import { formatMoment } from '../../ui/format-time.ts';
import { useText } from '../../ui/use-text.ts';
import css from './duty.module.css';
import { type MyAgency, useDutyAction } from './duty-data.ts';
import { formatDaySpan } from './format-span.ts';

/** Whether I am on duty, and the button that changes it. */
export function MyDutyCard({ mine }: { mine: MyAgency }) {
  const { t: d } = useText(DUTY_TEXT);
  const { language } = useText();
  const action = useDutyAction();
  const { agency, onDuty, next, heartbeatDueAt } = mine;
  const name = formatAgency(agency, language);
  const now = serverNow();
  const send = (what: string) => action.mutate({ path: `/api/v1/me/duty/${what}`, body: { agencyId: agency.id } });
  const isIn = onDuty?.presence === 'checked-in';
  return (
    <section className={css.card} data-tone={onDuty ? 'green' : undefined} aria-label={`${d('mine')} ${name}`}>
      <p className={css.state} role="status">
        {onDuty ? <IconCircleCheck aria-hidden size={26} /> : <IconMoon aria-hidden size={26} />}
        {d(onDuty ? (isIn ? 'on' : 'onPlanned') : 'off')}
      </p>
      <p className={css.small}>
        {name}
        {onDuty && (
          <>
            {' '}
            · {d(`post.${onDuty.post}`)} · {d('until', { time: formatMoment(onDuty.until, now, language) })}
          </>
        )}
      </p>
      {heartbeatDueAt && onDuty && (
        <div className={css.card} data-tone="amber">
          <p className={css.state}>
            <IconHeartbeat aria-hidden size={26} /> {d('heartbeat')}
          </p>
          <p>{d(Date.parse(heartbeatDueAt) < now ? 'heartbeatLate' : 'heartbeatWhy')}</p>
          <Button className={css.big} color="green" loading={action.isPending} onClick={() => send('heartbeat')}>
            {d('heartbeatYes')}
          </Button>
        </div>
      )}
      {!isIn && (
        <Button className={css.big} loading={action.isPending} onClick={() => send('check-in')}>
          {d(onDuty ? 'confirmIn' : 'checkIn')}
        </Button>
      )}
      {onDuty && (
        <Button className={css.big} variant="default" loading={action.isPending} onClick={() => send('check-out')}>
          {d('checkOut')}
        </Button>
      )}
      {action.isError && <p role="alert">{describeProblem(action.error, language)}</p>}
      <div>
        <p className={css.small}>{d('next')}</p>
        {next.length === 0 && <p>{d('noNext')}</p>}
        <ul>
          {next
            .filter(({ startsAt }) => Date.parse(startsAt) > now)
            .slice(0, 3)
            .map(({ id, startsAt, endsAt, post }) => (
              <li key={id} className={css.time}>
                {formatDaySpan(startsAt, endsAt, language)} · {d(`post.${post}`)}
              </li>
            ))}
        </ul>
      </div>
    </section>
  );
}
