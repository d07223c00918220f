import { HELP_FORM_TEXTS, type HelpFormTexts } from '#contract/help-form-texts';
import en from './en.json' with { type: 'json' };
import th from './th.json' with { type: 'json' };

export type Language = 'th' | 'en';
type Key = keyof typeof th;

/** The texts of the page in the chosen language. */
export type Texts = {
  language: Language;
  t(key: Key, values?: Record<string, string | number>): string;
  form: HelpFormTexts;
};

export function textsIn(language: Language): Texts {
  const own: Record<Key, string> = language === 'en' ? en : th;
  return {
    language,
    form: HELP_FORM_TEXTS[language],
    t: (key, values = {}) => own[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole)),
  };
}
