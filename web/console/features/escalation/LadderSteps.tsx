import type { LadderSteps as Steps } from '#contract/escalation';
import css from './ladder.module.css';
import { sayTargets, useLadderWords } from './ladder-words.ts';

/** "If nobody answers": when, and whom. */
export function LadderSteps({ rungs, repeatSeconds }: Steps) {
  const t = useLadderWords();
  return (
    <>
      <ol className={css.steps} aria-label={t('ifNobody')}>
        {rungs.map(({ afterSeconds, targets }) => (
          <li key={afterSeconds} className={css.step}>
            <strong>{afterSeconds === 0 ? t('at') : t('after', { seconds: afterSeconds })}</strong>
            <span>{sayTargets(targets, t)}</span>
          </li>
        ))}
      </ol>
      <p className={css.muted}>{t('then', { seconds: repeatSeconds })}</p>
    </>
  );
}
