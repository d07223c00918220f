import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconHeartbeat, IconHelpCircle, IconSchool } from '@tabler/icons-react';
import { useState } from 'react';
import type { StationReadiness } from '#contract/duty';
import { describeProblem } from '../../api/describe-problem.ts';
import { serverNow } from '../../live/clock.ts';
import { DUTY_TEXT } from '../../text/duty.ts';
import { formatAgency } from '../../ui/format-agency.ts';
import { formatElapsed, formatMoment } from '../../ui/format-time.ts';
import { useText } from '../../ui/use-text.ts';
import css from './duty.module.css';
import { useDutyAction } from './duty-data.ts';

const SIGNS = {
  ready: { Icon: IconCircleCheck, tone: 'green' },
  unknown: { Icon: IconHelpCircle, tone: undefined },
  'no-heartbeat': { Icon: IconHeartbeat, tone: 'amber' },
  'nobody-on-duty': { Icon: IconAlertTriangle, tone: 'red' },
} as const;

/** One station: whether it can take an alarm, its last heartbeat and its exercises. */
export function StationCard({ station, isChosen }: { station: StationReadiness; isChosen: boolean }) {
  const { t: d } = useText(DUTY_TEXT);
  const { language } = useText();
  const { agency, readiness, peopleOnDuty, heartbeat, exercises, mayExercise } = station;
  const { Icon, tone } = SIGNS[readiness];
  const now = serverNow();
  const isPassedOver = readiness === 'no-heartbeat' || readiness === 'nobody-on-duty';
  return (
    <section id={`station-${agency.id}`} className={css.card} data-tone={tone} aria-current={isChosen}>
      <div className={css.row}>
        <strong>{formatAgency(agency, language)}</strong>
        <span className={css.gap}>
          <Icon aria-hidden size={20} /> {d(`ready.${readiness}`)}
        </span>
      </div>
      {isPassedOver && <p>{d('passedOver')}</p>}
      {readiness !== 'unknown' && (
        <p className={css.small}>
          {d('people', { count: peopleOnDuty })} · {d('asked')}: {describeHeartbeat()}
        </p>
      )}
      {exercises.length > 0 && (
        <p className={css.small}>
          {d('exercises')}:{' '}
          {exercises
            .slice(0, 3)
            .map((one) => `${formatMoment(one.begunAt, now, language)} ${describeExercise(one)}`)
            .join(' · ')}
        </p>
      )}
      {mayExercise && <ExerciseButton agencyId={agency.id} />}
    </section>
  );

  function describeHeartbeat(): string {
    if (!heartbeat) return d('notAsked');
    const { answeredAt, answeredBy, dueAt, hasFailed } = heartbeat;
    if (answeredAt && answeredBy)
      return `${d('answered', { time: formatMoment(answeredAt, now, language) })} ${d(`answeredBy.${answeredBy}`)}`;
    return hasFailed ? d('missed') : d('waits', { time: formatMoment(dueAt, now, language) });
  }

  function describeExercise({ begunAt, acknowledgedAt, endedAt }: StationReadiness['exercises'][number]): string {
    if (acknowledgedAt)
      return d('exerciseTook', { time: formatElapsed(Date.parse(acknowledgedAt) - Date.parse(begunAt)) });
    return endedAt ? d('exerciseMissed') : d('exerciseRuns');
  }
}

/** An exercise rings like an alarm, so starting one takes two taps. */
function ExerciseButton({ agencyId }: { agencyId: string }) {
  const { t: d } = useText(DUTY_TEXT);
  const { language } = useText();
  const [isAsked, setAsked] = useState(false);
  const action = useDutyAction<{ code: string }>();
  const begin = () => {
    setAsked(false);
    action.mutate({ path: `/api/v1/agencies/${agencyId}/exercises`, body: {} });
  };
  return (
    <div className={css.row}>
      <Button
        variant={isAsked ? 'filled' : 'default'}
        leftSection={<IconSchool aria-hidden size={20} />}
        loading={action.isPending}
        onClick={isAsked ? begin : () => setAsked(true)}
      >
        {d(isAsked ? 'exerciseConfirm' : 'exercise')}
      </Button>
      {action.isSuccess && <span role="status">{d('exerciseBegun', { code: action.data.code })}</span>}
      {action.isError && <span role="alert">{describeProblem(action.error, language)}</span>}
    </div>
  );
}
