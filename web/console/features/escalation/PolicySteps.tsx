import type { EscalationPlan as Steps } from '#contract/escalation';
import { ESCALATION_TEXT } from '../../text/escalation.ts';
import { useText } from '../../ui/use-text.ts';
import css from './escalation.module.css';
import { describeTargets } from './escalation-text.ts';

/** "If nobody answers": when, and whom. */
export function PolicySteps({ steps, repeatSeconds }: Steps) {
  const { t } = useText(ESCALATION_TEXT);
  return (
    <>
      <ol className={css.steps} aria-label={t('ifNobody')}>
        {steps.map(({ afterSeconds, targets }) => (
          <li key={afterSeconds} className={css.step}>
            <strong>{afterSeconds === 0 ? t('at') : t('after', { seconds: afterSeconds })}</strong>
            <span>{describeTargets(targets, t)}</span>
          </li>
        ))}
      </ol>
      <p className={css.muted}>{t('then', { seconds: repeatSeconds })}</p>
    </>
  );
}
