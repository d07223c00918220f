import type { CaseSummary } from '#contract/case-api';
import { CASES_TEXT } from '../../../text/cases.ts';
import { useText } from '../../../ui/use-text.ts';

/** What a case is called in lists and titles: never by the name of a child. */
export function useCaseTitle() {
  const { t } = useText(CASES_TEXT);
  return ({
    isMinor,
    concern,
    personName,
    code,
  }: Pick<CaseSummary, 'isMinor' | 'concern' | 'personName' | 'code'>): string => {
    if (isMinor || concern === 'child') return t('child', { code });
    return personName ?? t(concern === 'victim' ? 'someone' : 'person', { code });
  };
}
