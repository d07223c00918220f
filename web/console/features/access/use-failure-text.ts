import { describeProblem } from '../../api/describe-problem.ts';
import { useText } from '../../ui/use-text.ts';
import { passkeyFailure } from './passkey.ts';

/** One sentence for a failed proof. Passkey failures come from the browser, not from the server. */
export function useFailureText(): (error: unknown) => string {
  const { t, language } = useText();
  return (error) => {
    const failure = passkeyFailure(error);
    return failure
      ? t(failure === 'known' ? 'access.passkeyKnown' : 'access.passkeyNotDone')
      : describeProblem(error, language);
  };
}
