import { expect, test } from 'vitest';
import { chooseLanguage, LANGUAGE_NAMES, LANGUAGE_TAGS, LANGUAGES, NATIVE_NAMES } from './languages.ts';

test('the first language of a browser that we have is chosen, and Thai when we have none', () => {
  expect(chooseLanguage(['my-MM', 'en'])).toBe('my');
  expect(chooseLanguage(['fr-FR', 'zh-Hant-TW;q=0.8', 'en'])).toBe('zh');
  expect(chooseLanguage(['KM'])).toBe('km');
  expect(chooseLanguage(['fr', 'de'])).toBe('th');
  expect(chooseLanguage([])).toBe('th');
});

test('every language has a native name, a name for officers and a tag that browsers know', () => {
  for (const language of LANGUAGES) {
    expect(NATIVE_NAMES[language]).not.toBe('');
    expect(LANGUAGE_NAMES.th[language]).not.toBe('');
    expect(LANGUAGE_NAMES.en[language]).not.toBe('');
    expect(Intl.getCanonicalLocales(LANGUAGE_TAGS[language])).toEqual([LANGUAGE_TAGS[language]]);
  }
});
