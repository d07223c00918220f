import { sayProblem } from '../../api/problem-words.ts';
import { useWords } from '../../ui/use-words.ts';
import { passkeyFailure } from './passkey.ts';

/** One sentence for a failed proof: the browser's own failures with passkeys are no problem of the server. */
export function useFailureWords(): (error: unknown) => string {
  const { t, language } = useWords();
  return (error) => {
    const failure = passkeyFailure(error);
    return failure
      ? t(failure === 'known' ? 'access.passkeyKnown' : 'access.passkeyNotDone')
      : sayProblem(error, language);
  };
}
