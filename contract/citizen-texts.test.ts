import { statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CITIZEN_FILES, CITIZEN_TEXTS, HOW_TEXTS, textsForScript } from './citizen-texts.ts';
import { LANGUAGES } from './languages.ts';

const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

test('every language has every text, with the same values to fill in, and none is empty', () => {
  for (const [name, file] of Object.entries(CITIZEN_FILES)) {
    const thai = Object.entries(file.th.texts);
    for (const language of LANGUAGES) {
      const { texts } = file[language];
      expect(Object.keys(texts), `${name}.${language}`).toEqual(thai.map(([key]) => key));
      for (const [key, text] of thai) {
        expect(texts[key]?.trim(), `${name}.${language} ${key}`).not.toBe('');
        expect(placeholders(texts[key] ?? ''), `${name}.${language} ${key}`).toEqual(placeholders(text));
      }
    }
  }
});

test('a file of a language is at most 4 KB', () => {
  for (const name of Object.keys(CITIZEN_FILES)) {
    for (const language of LANGUAGES) {
      const { size } = statSync(new URL(`./texts/${name}.${language}.json`, import.meta.url));
      expect(size, `${name}.${language}`).toBeLessThanOrEqual(4096);
    }
  }
});

test('a language says whether somebody who grew up with it has checked it', () => {
  for (const language of LANGUAGES) {
    for (const { [language]: file } of Object.values(CITIZEN_FILES)) {
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

test('a text stands in one file, and a page has those that it shows', () => {
  const keys = Object.entries(CITIZEN_FILES).flatMap(([name, { th }]) => (name === 'how' ? [] : Object.keys(th.texts)));
  expect(keys.toSorted()).toEqual(Object.keys(CITIZEN_TEXTS.th.texts).toSorted());
  const [real, practice] = [textsForScript('my', false), textsForScript('my', true)];
  for (const key of ['send', 'unsent', 'state.waiting', 'q.which-room'] as const) expect(real[key]).toBeDefined();
  expect(Object.keys(practice)).not.toContain('state.waiting');
  expect(Object.keys(real)).not.toContain('practice.done');
});
