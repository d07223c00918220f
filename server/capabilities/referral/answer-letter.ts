import { FORM_TEXTS } from '#contract/case-form-texts';
import { type Agency, formatPlaceInEnglish, formatPlaceInThai } from '#contract/jurisdiction';
import { LETTER_TEXTS } from '#contract/referral-letter';
import { REFERRAL_TEXTS } from '#contract/referral-texts';
import { fillIn } from '#contract/text';
import type { Pages } from '#platform/print/set-pages';
import type { Referral } from './referral.ts';

type Given = {
  to: string;
  from: Agency;
  address: string;
  token: string;
  expiresAt: Date;
  language: 'th' | 'en';
  now: Date;
};
const LOCALES = { th: 'th-TH-u-ca-buddhist-nu-latn', en: 'en-GB' };

/**
 * The letter to a receiver without an account: what is asked, and how to answer. It never says who it is about, and not
 * the code: a letter lies on a desk.
 */
export function letterPages(one: Referral, { to, from, address, token, expiresAt, language, now }: Given): Pages {
  const words = LETTER_TEXTS[language];
  const names = REFERRAL_TEXTS[language];
  const moment = (at: Date) =>
    new Intl.DateTimeFormat(LOCALES[language], { timeZone: 'Asia/Bangkok', dateStyle: 'long', timeStyle: 'short' })
      .format(at)
      .replace(/\s+/g, ' ');
  const agency = language === 'th' ? from.nameTh : (from.nameEn ?? from.nameTh);
  const place = language === 'th' ? formatPlaceInThai(one.place) : formatPlaceInEnglish(one.place);
  const papers = one.papers.map((paper) => names.papers[paper]).join(', ');
  return {
    language,
    title: fillIn(words.title, { code: one.code }),
    under: fillIn(words.under, { agency, day: moment(now) }),
    mark: words.mark,
    again: one.code,
    facts: [
      { label: words.to, text: to },
      { label: words.service, text: FORM_TEXTS[language].codes.serviceCode[one.serviceCode] },
      { label: words.about, text: `${names.ageBands[one.ageBand]}, ${place}` },
      { label: words.urgency, text: names.urgencies[one.urgency] },
      ...(papers === '' ? [] : [{ label: words.papers, text: papers }]),
      ...(one.dueAt && one.status === 'offered' ? [{ label: words.due, text: moment(one.dueAt) }] : []),
    ],
    parts: [
      {
        title: words.how,
        under: '',
        lines: [
          { label: '1', text: fillIn(words.step1, { address }) },
          { label: '2', text: fillIn(words.step2, { token }) },
          { label: '3', text: fillIn(words.step3, { phone: from.phone ?? '1300' }) },
          { label: '4', text: words.step4 },
        ],
      },
      { title: words.why, under: '', lines: [{ label: '', text: words.privacy }] },
    ],
    foot: fillIn(words.foot, { code: one.code, until: moment(expiresAt) }),
    whole: [agency, place, to, token, address],
  };
}
