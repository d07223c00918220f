import { Button } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { describeProblem } from '../../../api/describe-problem.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { useText } from '../../../ui/use-text.ts';
import { CASES_KEY } from '../cases-key.ts';
import { takeStep } from './case-data.ts';
import css from './cases.module.css';

const CHOICES = [1, 7, 30] as const;

/** For training, in a demonstration only: time passes for this case, up to the question in LINE after its closure. */
export function TrainingDays({ caseId }: { caseId: string }) {
  const { t, language } = useText(CASES_TEXT);
  const client = useQueryClient();
  const pass = useMutation({
    mutationFn: (days: number) => takeStep(caseId, 'let-days-pass', { days }),
    onSettled: () => client.invalidateQueries({ queryKey: CASES_KEY }),
  });
  return (
    <section className={css.part} aria-labelledby="training">
      <h3 id="training" className={css.partTitle}>
        <span>
          <IconFlask aria-hidden size={20} /> {t('training.title')}
        </span>
      </h3>
      <p className={css.small}>{t('training.hint')}</p>
      <div className={css.buttons}>
        {CHOICES.map((days) => (
          <Button key={days} variant="default" disabled={pass.isPending} onClick={() => pass.mutate(days)}>
            {t('training.days', { n: days })}
          </Button>
        ))}
      </div>
      <p role="status" className={pass.isError ? css.problem : css.small}>
        {pass.isError && describeProblem(pass.error, language)}
        {pass.isSuccess && t('training.passed', { n: pass.variables })}
      </p>
    </section>
  );
}
