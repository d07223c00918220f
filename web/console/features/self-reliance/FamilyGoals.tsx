import { Button } from '@mantine/core';
import { IconCircleCheck, IconTarget } from '@tabler/icons-react';
import { useState } from 'react';
import { FAMILY_TEXTS } from '#contract/family-texts';
import { type FamilyPlan, GOAL_OUTCOMES, isOpenFamily } from '#contract/self-reliance';
import { thaiDayOf } from '#contract/thai-day';
import { describeProblem } from '../../api/describe-problem.ts';
import { serverNow } from '../../live/clock.ts';
import { FAMILIES_TEXT } from '../../text/families.ts';
import { formatDay } from '../../ui/thai-day.ts';
import { useText } from '../../ui/use-text.ts';
import work from '../../ui/work-rows.module.css';
import css from './families.module.css';
import { useFamilyStep } from './family-data.ts';
import { GoalForm, targetText } from './GoalForm.tsx';

/** What the family wants to reach and who does what for it; open ones first. */
export function FamilyGoals({ plan, mayWork }: { plan: FamilyPlan; mayWork: boolean }) {
  const { t, language } = useText(FAMILIES_TEXT);
  const texts = FAMILY_TEXTS[language];
  const [isAdding, setIsAdding] = useState(false);
  const [ending, setEnding] = useState<string | null>(null);
  const send = useFamilyStep(plan.caseId, () => setEnding(null));
  const mayWrite = mayWork && isOpenFamily(plan.status);
  const open = plan.goals.filter(({ outcome }) => outcome === null);
  const ended = plan.goals.filter(({ outcome }) => outcome !== null);
  const today = thaiDayOf(new Date(serverNow()));
  return (
    <section className={css.part} aria-labelledby="family-goals">
      <h3 id="family-goals" className={css.partTitle}>
        {t('goals.title')}
      </h3>
      {open.length === 0 && <p className={css.small}>{t('goals.none')}</p>}
      <ul className={css.lines}>
        {open.map(({ id, dimension, indicator, targetLevel, what, responsible, who, dueOn }) => (
          <li key={id} className={css.line}>
            <IconTarget aria-hidden size={26} />
            <div className={css.what}>
              <strong>{what}</strong>
              <span className={css.small}>
                {texts.dimensions[dimension]} · {texts.responsible[responsible]}
                {who && ` (${who})`}
              </span>
              {indicator && targetLevel !== null && (
                <span className={css.small}>
                  {texts.indicators[indicator]}{' '}
                  {t('goals.target', { code: targetText(texts.codes[indicator], indicator, targetLevel) })}
                </span>
              )}
              <span className={work.due} data-late={dueOn < today}>
                {t('due', { day: formatDay(dueOn, language) })}
              </span>
            </div>
            {mayWrite && ending !== id && (
              <Button variant="default" onClick={() => setEnding(id)}>
                {t('goals.end')}
              </Button>
            )}
            {ending === id && (
              <fieldset className={css.outcomes}>
                <legend className="visually-hidden">{t('goals.outcome')}</legend>
                {GOAL_OUTCOMES.map((outcome) => (
                  <Button
                    key={outcome}
                    variant="default"
                    loading={send.isPending}
                    onClick={() => send.mutate({ path: `goals/${id}/end`, body: { outcome } })}
                  >
                    {texts.outcomes[outcome]}
                  </Button>
                ))}
              </fieldset>
            )}
          </li>
        ))}
      </ul>
      {send.isError && (
        <p role="alert" className={css.problem}>
          {describeProblem(send.error, language)}
        </p>
      )}
      {ended.length > 0 && (
        <details className={css.more}>
          <summary>{t('goals.ended', { n: ended.length })}</summary>
          <ul className={css.lines}>
            {ended.map(({ id, what, outcome }) => (
              <li key={id} className={css.line}>
                <IconCircleCheck aria-hidden size={22} /> {what} · {outcome && texts.outcomes[outcome]}
              </li>
            ))}
          </ul>
        </details>
      )}
      {mayWrite && !isAdding && (
        <Button variant="default" onClick={() => setIsAdding(true)}>
          {t('act.addGoal')}
        </Button>
      )}
      {isAdding && <GoalForm caseId={plan.caseId} onDone={() => setIsAdding(false)} />}
    </section>
  );
}
