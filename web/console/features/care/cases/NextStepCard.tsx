import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CaseClock } from '#contract/case-api';
import { describeProblem } from '../../../api/describe-problem.ts';
import { useClock } from '../../../live/clock.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { formatDateAndTime } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import { CASES_KEY } from '../cases-key.ts';
import { takeStep } from './case-data.ts';
import { formHash } from './case-route.ts';
import css from './cases.module.css';
import type { NextStep } from './next-step.ts';
import { Since } from './Since.tsx';

type Props = { caseId: string; step: NextStep; clock: CaseClock | undefined };

/** The biggest thing on the page, with the one filled button. */
export function NextStepCard({ caseId, step: { name, doing }, clock }: Props) {
  const { t, language } = useText(CASES_TEXT);
  const client = useQueryClient();
  const take = useMutation({
    mutationFn: (step: string) => takeStep(caseId, step),
    onSettled: () => client.invalidateQueries({ queryKey: CASES_KEY }),
  });
  return (
    <section className={css.next} aria-labelledby="next-step">
      <p className={css.nextHead}>
        <span>{t('step.label')}</span>
        {clock && <Due clock={clock} />}
      </p>
      <h3 id="next-step" className={css.nextTitle}>
        {t(`step.${name}.title`)}
      </h3>
      <p>{t(`step.${name}.what`)}</p>
      {clock && (
        <p className={css.small}>
          {language === 'en' ? clock.en : clock.th}: {formatDateAndTime(clock.dueAt, language)}
        </p>
      )}
      {take.isError && (
        <p role="alert" className={css.problem}>
          {describeProblem(take.error, language)}
        </p>
      )}
      {doing.kind === 'form' && (
        <Button component="a" size="lg" fullWidth href={formHash(doing.form)}>
          {t(`step.${name}.button`)}
        </Button>
      )}
      {doing.kind === 'needs' && (
        <Button size="lg" fullWidth onClick={() => document.getElementById('needs-part')?.scrollIntoView()}>
          {t(`step.${name}.button`)}
        </Button>
      )}
      {doing.kind === 'step' && (
        <Button size="lg" fullWidth loading={take.isPending} onClick={() => take.mutate(doing.step)}>
          {t(`step.${name}.button`)}
        </Button>
      )}
    </section>
  );
}

function Due({ clock: { dueAt } }: { clock: CaseClock }) {
  const { t } = useText(CASES_TEXT);
  const isLate = useClock((now) => now > Date.parse(dueAt));
  return (
    <strong className={css.due} data-late={isLate}>
      <Since at={dueAt} text={(time) => t(isLate ? 'over' : 'left', { time })} />
    </strong>
  );
}
