import { FORM_TEXTS } from '#contract/case-form-texts';
import { REFERRAL_TEXTS } from '#contract/referral-texts';
import type { Service } from '#contract/services';
import { serverNow } from '../../live/clock.ts';
import { SERVICES_TEXT } from '../../text/services.ts';
import { formatMoment } from '../../ui/format-time.ts';
import { formatDay } from '../../ui/thai-day.ts';
import { useText } from '../../ui/use-text.ts';

/** What is said of a service in more than one place, in the language on the screen. */
export function useServiceTexts() {
  const { t, language } = useText(SERVICES_TEXT);
  const { domains, codes } = FORM_TEXTS[language];
  return {
    ...{ t, language, domains, codes, papers: REFERRAL_TEXTS[language].papers },
    nameOf: ({ nameTh, nameEn }: Pick<Service, 'nameTh' | 'nameEn'>) =>
      language === 'en' ? (nameEn ?? nameTh) : nameTh,
    /** How many it can take, and when they were counted. */
    placesOf: ({ places, free, freeAt }: Pick<Service, 'places' | 'free' | 'freeAt'>): string => {
      if (free === null) return places === null ? t('places.unknown') : t('places.all', { places });
      const said =
        free === 0 ? t('places.full') : t(places === null ? 'places.free' : 'places.freeOf', { free, places });
      return freeAt ? `${said} (${t('places.counted', { at: formatMoment(freeAt, serverNow(), language) })})` : said;
    },
    checkedOf: ({ checkedOn, checkedBy }: Pick<Service, 'checkedOn' | 'checkedBy'>): string =>
      checkedOn === null
        ? t('checked.never')
        : t(checkedBy ? 'checked.by' : 'checked.on', { day: formatDay(checkedOn, language), who: checkedBy ?? '' }),
  };
}
