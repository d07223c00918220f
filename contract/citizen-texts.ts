import { LANGUAGES, type PublicLanguage } from './languages.ts';
import en from './texts/citizen.en.json' with { type: 'json' };
import km from './texts/citizen.km.json' with { type: 'json' };
import lo from './texts/citizen.lo.json' with { type: 'json' };
import my from './texts/citizen.my.json' with { type: 'json' };
import th from './texts/citizen.th.json' with { type: 'json' };
import zh from './texts/citizen.zh.json' with { type: 'json' };
import howEn from './texts/how.en.json' with { type: 'json' };
import howKm from './texts/how.km.json' with { type: 'json' };
import howLo from './texts/how.lo.json' with { type: 'json' };
import howMy from './texts/how.my.json' with { type: 'json' };
import howTh from './texts/how.th.json' with { type: 'json' };
import howZh from './texts/how.zh.json' with { type: 'json' };

export type CitizenTextKey = keyof typeof th.texts;
export type HowTextKey = keyof typeof howTh.texts;
export type CitizenTexts = Readonly<Record<CitizenTextKey, string>>;
export type HowTexts = Readonly<Record<HowTextKey, string>>;

/** `checkedBy`: who of those who grew up with the language has read it; null is a draft, and is shown as one. */
type Checked<Texts> = { checkedBy: string | null; texts: Texts };

/** The texts of the citizen page. A browser is sent those of one language, inside the page. */
export const CITIZEN_TEXTS: Readonly<Record<PublicLanguage, Checked<CitizenTexts>>> = { th, en, my, lo, km, zh };

/** The texts of the page that explains it. */
export const HOW_TEXTS: Readonly<Record<PublicLanguage, Checked<HowTexts>>> = {
  ...{ th: howTh, en: howEn, my: howMy },
  ...{ lo: howLo, km: howKm, zh: howZh },
};

/** A file of translations as operators see it: each text beside the Thai and English, and who has checked it (null: nobody yet). */
export type TranslatedFile = {
  path: string;
  language: PublicLanguage;
  checkedBy: string | null;
  rows: readonly { th: string; en: string; text: string }[];
};

/** Those of the citizen page. */
export const TRANSLATED_PAGE_FILES: readonly TranslatedFile[] = LANGUAGES.flatMap((language) => {
  const files = { citizen: CITIZEN_TEXTS, how: HOW_TEXTS };
  return Object.entries(files).map(([name, file]) => {
    const inLanguage = (one: PublicLanguage): Readonly<Record<string, string>> => file[one].texts;
    const rows = Object.entries(inLanguage(language)).map(([key, text]) => {
      const [th = '', en = ''] = [inLanguage('th')[key], inLanguage('en')[key]];
      return { th, en, text };
    });
    return { path: `contract/texts/${name}.${language}.json`, language, checkedBy: file[language].checkedBy, rows };
  });
});
