import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { ABSENCE_KINDS, POSTS, type Roster } from '#contract/duty';
import { addDays, thaiDayOf } from '#contract/thai-day';
import { describeProblem } from '../../api/describe-problem.ts';
import { serverNow } from '../../live/clock.ts';
import { DUTY_TEXT } from '../../text/duty.ts';
import { SegmentedControl } from '../../ui/segmented-control.ts';
import { formatDay } from '../../ui/thai-day.ts';
import { useMedia } from '../../ui/use-media.ts';
import { useText } from '../../ui/use-text.ts';
import css from './duty.module.css';
import { useDutyAction } from './duty-data.ts';
import { CYCLES, LENGTHS, PLAN_KINDS, type Plan, requestOf, STARTS } from './plan-choices.ts';

type Props = { agencyId: string; people: Roster['people'] };

/** One form for everything a planner adds: a shift, a repeating duty, an absence. */
export function PlanForm({ agencyId, people }: Props) {
  const { language } = useText();
  const { t: d } = useText(DUTY_TEXT);
  const today = thaiDayOf(new Date(serverNow()));
  const action = useDutyAction<{ leftOut?: number; cancelled?: number }>();
  const [plan, setPlan] = useState<Plan>({
    ...{ kind: 'shift', personId: people[0]?.id ?? '', post: 'radio-room', day: today, lastDay: today },
    ...{ startsAt: '08:00', hours: 12, cycle: 1, absence: 'sick' },
  });
  const days = Array.from({ length: 35 }, (_, offset) => addDays(today, offset));
  const choose = (
    label: string,
    value: string,
    data: { value: string; label: string }[],
    part: (value: string) => Partial<Plan>,
  ) => (
    <NativeSelect
      label={label}
      size="lg"
      value={value}
      data={data}
      onChange={(event) => setPlan({ ...plan, ...part(event.currentTarget.value) })}
    />
  );
  const dayChoices = days.map((day) => ({ value: day, label: formatDay(day, language) }));
  const isAway = plan.kind === 'absence';
  return (
    <section className={css.card}>
      <h3 className={css.heading}>{d('add')}</h3>
      <SegmentedControl
        aria-label={d('add')}
        fullWidth
        orientation={useMedia('(max-width: 479px)') ? 'vertical' : 'horizontal'}
        value={plan.kind}
        onChange={(value) => setPlan({ ...plan, kind: PLAN_KINDS.find((known) => known === value) ?? 'shift' })}
        data={PLAN_KINDS.map((kind) => ({ value: kind, label: d(`addKind.${kind}`) }))}
      />
      <div className={css.fields}>
        {choose(
          d('person'),
          plan.personId,
          people.map(({ id, name }) => ({ value: id, label: name })),
          (personId) => ({
            personId,
          }),
        )}
        {!isAway &&
          choose(
            d('postLabel'),
            plan.post,
            POSTS.map((post) => ({ value: post, label: d(`post.${post}`) })),
            (value) => ({
              post: POSTS.find((known) => known === value) ?? 'radio-room',
            }),
          )}
        {isAway &&
          choose(
            d('kind'),
            plan.absence,
            ABSENCE_KINDS.map((kind) => ({ value: kind, label: d(`cancelled.${kind}`) })),
            (value) => ({
              absence: ABSENCE_KINDS.find((known) => known === value) ?? 'sick',
            }),
          )}
        {choose(d('day'), plan.day, dayChoices, (day) => ({ day }))}
        {isAway && choose(d('lastDay'), plan.lastDay, dayChoices, (lastDay) => ({ lastDay }))}
        {!isAway &&
          choose(
            d('startsAt'),
            plan.startsAt,
            STARTS.map((time) => ({ value: time, label: time })),
            (startsAt) => ({
              startsAt,
            }),
          )}
        {!isAway &&
          choose(
            d('length'),
            String(plan.hours),
            LENGTHS.map((count) => ({ value: String(count), label: d('hours', { count }) })),
            (value) => ({
              hours: Number(value),
            }),
          )}
        {plan.kind === 'pattern' &&
          choose(
            d('repeat'),
            String(plan.cycle),
            CYCLES.map((days) => ({ value: String(days), label: d(`every.${days}`) })),
            (value) => ({
              cycle: Number(value),
            }),
          )}
        <Button size="lg" loading={action.isPending} onClick={() => action.mutate(requestOf(agencyId, plan))}>
          {d('save')}
        </Button>
      </div>
      {action.isError && <p role="alert">{describeProblem(action.error, language)}</p>}
      {action.isSuccess && (
        <p role="status">
          {d('done')}
          {action.data.leftOut ? ` · ${d('leftOut', { count: action.data.leftOut })}` : ''}
          {action.data.cancelled !== undefined && ` · ${d('cancelledCount', { count: action.data.cancelled })}`}
        </p>
      )}
    </section>
  );
}
