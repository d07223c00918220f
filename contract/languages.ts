import { z } from 'zod';

/** The languages of people outside: those whom most people in Thailand read. The order is that of the choice on a page. */
export const LANGUAGES = ['th', 'en', 'my', 'lo', 'km', 'zh'] as const;
export const languageSchema = z.enum(LANGUAGES);
export type PublicLanguage = z.infer<typeof languageSchema>;

/** Each in its own script, because whoever looks for it may read nothing else; a flag stands for a country. */
export const NATIVE_NAMES: Readonly<Record<PublicLanguage, string>> = {
  th: 'ไทย',
  en: 'English',
  my: 'မြန်မာ',
  lo: 'ລາວ',
  km: 'ខ្មែរ',
  zh: '中文',
};

/** What an officer reads when a message is in another language. */
export const LANGUAGE_NAMES: Readonly<Record<'th' | 'en', Readonly<Record<PublicLanguage, string>>>> = {
  th: { th: 'ไทย', en: 'อังกฤษ', my: 'เมียนมา', lo: 'ลาว', km: 'เขมร', zh: 'จีน' },
  en: { th: 'Thai', en: 'English', my: 'Burmese', lo: 'Lao', km: 'Khmer', zh: 'Chinese' },
};

/** Of HTML and `Intl`: Chinese is written in simplified characters. */
export const LANGUAGE_TAGS: Readonly<Record<PublicLanguage, string>> = {
  th: 'th',
  en: 'en',
  my: 'my',
  lo: 'lo',
  km: 'km',
  zh: 'zh-Hans',
};

/** The language for a list of tags as a browser gives them (`Accept-Language`, `navigator.languages`); Thai if none fits. */
export function chooseLanguage(tags: readonly string[]): PublicLanguage {
  for (const tag of tags) {
    const [language = ''] = tag.trim().toLowerCase().split(/[-_;]/);
    const known = LANGUAGES.find((one) => one === language);
    if (known) return known;
  }
  return 'th';
}

const SCRIPTS: readonly (readonly [PublicLanguage, RegExp])[] = [
  ['th', /[\u0e01-\u0e2e]/g],
  ['my', /\p{Script=Myanmar}/gu],
  ['lo', /\p{Script=Lao}/gu],
  ['km', /\p{Script=Khmer}/gu],
  ['zh', /\p{Script=Han}/gu],
];

/**
 * The language whose letters a text has most of, by its script alone; undefined for Latin letters, digits and signs. Nobody's
 * message is translated: an officer is told which language they look at, to find somebody who reads it.
 */
export function readScript(text: string): PublicLanguage | undefined {
  const counts = SCRIPTS.map(([language, letters]) => ({ language, count: (text.match(letters) ?? []).length }));
  return counts.filter(({ count }) => count > 0).toSorted((one, other) => other.count - one.count)[0]?.language;
}
