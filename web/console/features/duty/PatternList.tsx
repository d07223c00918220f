import { Button } from '@mantine/core';
import type { Pattern } from '#contract/duty';
import { describeProblem } from '../../api/describe-problem.ts';
import { DUTY_TEXT } from '../../text/duty.ts';
import { useText } from '../../ui/use-text.ts';
import css from './duty.module.css';
import { useDutyAction } from './duty-data.ts';
import { isKnownCycle } from './plan-choices.ts';

/** Repeating duties, each with a button to end it. */
export function PatternList({ patterns }: { patterns: readonly Pattern[] }) {
  const { t: d } = useText(DUTY_TEXT);
  const { language } = useText();
  const action = useDutyAction();
  if (patterns.length === 0) return null;
  return (
    <section className={css.part}>
      <h3 className={css.heading}>{d('patterns')}</h3>
      {action.isError && <p role="alert">{describeProblem(action.error, language)}</p>}
      <ul className={css.list}>
        {patterns.map(({ id, person, post, cycleDays, turns }) => {
          const [turn] = turns;
          const time = `${String(Math.floor((turn?.startsAt ?? 0) / 60)).padStart(2, '0')}:${String((turn?.startsAt ?? 0) % 60).padStart(2, '0')}`;
          const repeat =
            isKnownCycle(cycleDays) && turns.length === 1 ? d(`every.${cycleDays}`) : `${turns.length}/${cycleDays}`;
          return (
            <li key={id} className={css.card}>
              <div className={css.row}>
                <span>
                  <strong>{person.name}</strong> · {d(`post.${post}`)}
                  <br />
                  {d('turnText', { repeat, time, hours: (turn?.minutes ?? 0) / 60 })}
                </span>
                <Button
                  variant="default"
                  loading={action.isPending}
                  onClick={() => action.mutate({ path: `/api/v1/duty-patterns/${id}/end`, body: {} })}
                >
                  {d('endPattern')}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
