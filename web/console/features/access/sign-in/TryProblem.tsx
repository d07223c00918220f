import { ProblemError } from '../../../api/request.ts';
import { formatElapsed } from '../../../ui/format-time.ts';
import { useText } from '../../../ui/use-text.ts';
import { useFailureText } from '../use-failure-text.ts';
import css from './SignInPage.module.css';

/** Why a try failed, and when the next one is allowed. */
export function TryProblem({ error, wait }: { error: unknown; wait: number }) {
  const { t } = useText();
  const describeFailure = useFailureText();
  if (!error) return null;
  const isTooMany = error instanceof ProblemError && error.problem.status === 429;
  // A malformed request means a wrong name or password to the person.
  const isWrong = error instanceof ProblemError && [400, 422].includes(error.problem.status);
  return (
    <div className={css.problem}>
      <p role="alert">{isTooMany ? t('access.tooMany') : isWrong ? t('access.wrong') : describeFailure(error)}</p>
      {wait > 0 && <p>{t('access.tryAgainIn', { duration: formatElapsed(wait * 1000) })}</p>}
    </div>
  );
}
