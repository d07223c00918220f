import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { CITIZEN_TEXTS, HOW_TEXTS } from './citizen-texts.ts';
import { LANGUAGES } from './languages.ts';

const FILES = { citizen: CITIZEN_TEXTS, how: HOW_TEXTS };
const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

test('every language has every text, with the same values to fill in, and none is empty', () => {
  for (const [name, file] of Object.entries(FILES)) {
    const thai = Object.entries(file.th.texts as Record<string, string>);
    for (const language of LANGUAGES) {
      const texts: Record<string, string> = file[language].texts;
      expect(Object.keys(texts), `${name}.${language}`).toEqual(thai.map(([key]) => key));
      for (const [key, text] of thai) {
        expect(texts[key]?.trim(), `${name}.${language} ${key}`).not.toBe('');
        expect(placeholders(texts[key] ?? ''), `${name}.${language} ${key}`).toEqual(placeholders(text));
      }
    }
  }
});

test('a language is at most 4 KB as it is sent', () => {
  for (const name of Object.keys(FILES)) {
    for (const language of LANGUAGES) {
      const bytes = readFileSync(new URL(`./texts/${name}.${language}.json`, import.meta.url));
      expect(gzipSync(bytes).length, `${name}.${language}`).toBeLessThanOrEqual(4096);
    }
  }
});

test('a language says whether somebody who grew up with it has checked it', () => {
  for (const language of LANGUAGES) {
    for (const { [language]: file } of Object.values(FILES)) {
      expect(file.checkedBy === null || file.checkedBy.trim().length > 0).toBe(true);
    }
  }
});

test('what explains has at most eight words a line', () => {
  for (const language of ['th', 'en'] as const) {
    const words = new Intl.Segmenter(language, { granularity: 'word' });
    for (const [key, text] of Object.entries(HOW_TEXTS[language].texts)) {
      const count = [...words.segment(text)].filter(({ isWordLike }) => isWordLike).length;
      expect(count, `${language} ${key}: ${text}`).toBeLessThanOrEqual(8);
    }
  }
});
