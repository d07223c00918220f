import {
  DECLINE_REASONS,
  HOLD_REASONS,
  NOT_OPENED_REASONS,
  REASSESS_REASONS,
  REOPEN_REASONS,
  TRANSFER_REASONS,
} from '#contract/case';
import type { CaseTimelineEntry } from '#contract/case-api';
import { CASE_ACTS_TEXT } from '../../../text/case-acts.ts';
import { CASES_TEXT } from '../../../text/cases.ts';
import { useText } from '../../../ui/use-text.ts';
import { useFormTexts } from './use-form-texts.ts';

/** The coded reason of what happened to a case, in words; undefined for a code that is not known. */
export function useCaseReasons(): (kind: CaseTimelineEntry['kind'], code: string) => string | undefined {
  const { t } = useText(CASES_TEXT);
  const { t: acts } = useText(CASE_ACTS_TEXT);
  const { codes } = useFormTexts();
  const known = <Code extends string>(list: readonly Code[], code: string, say: (known: Code) => string) => {
    const found = list.find((one) => one === code);
    return found && say(found);
  };
  return (kind, code) => {
    switch (kind) {
      case 'not-opened':
        return known(NOT_OPENED_REASONS, code, (one) => t(`reason.notOpened.${one}`));
      case 'closed':
        return (codes.closureReason as Record<string, string>)[code];
      case 'reopened':
        return known(REOPEN_REASONS, code, (one) => t(`reason.reopen.${one}`));
      case 'reassessed':
        return known(REASSESS_REASONS, code, (one) => t(`reason.reassess.${one}`));
      case 'held':
        return known(HOLD_REASONS, code, (one) => acts(`hold.reason.${one}`));
      case 'transfer-offered':
        return known(TRANSFER_REASONS, code, (one) => t(`reason.transfer.${one}`));
      case 'transfer-declined':
        return known(DECLINE_REASONS, code, (one) => t(`reason.decline.${one}`));
      default:
        return undefined;
    }
  };
}
