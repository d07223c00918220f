import { FORM_TEXTS } from '#contract/case-form-texts';
import { formatPlaceInEnglish, formatSubdistrictInThai } from '#contract/jurisdiction';
import type { ReferralSummary } from '#contract/referral-api';
import { REFERRAL_TEXTS } from '#contract/referral-texts';
import { useText } from '../../ui/use-text.ts';

/** Names of the codes of referrals and of the forms that they come from, in the language on the screen. */
export function useReferralTexts() {
  const { language } = useText();
  const { domains, codes, fields } = FORM_TEXTS[language];
  const texts = REFERRAL_TEXTS[language];
  return {
    ...texts,
    domains,
    codes,
    fields,
    placeOf: (place: ReferralSummary['place']) =>
      language === 'en' ? formatPlaceInEnglish(place) : formatSubdistrictInThai(place),
    /** Never a name: a list is read over somebody's shoulder. */
    titleOf: ({ serviceCode, ageBand }: Pick<ReferralSummary, 'serviceCode' | 'ageBand'>) =>
      `${codes.serviceCode[serviceCode]} · ${texts.ageBands[ageBand]}`,
  };
}
