import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import { THAI } from '../../text/thai.ts';
import { aPart } from './a-looker.ts';
import { partWords } from './part-words.ts';

beforeAll(async () => {
  await i18next.init({ lng: 'th', resources: { th: { translation: THAI } } });
});

const say = (...part: Parameters<typeof aPart>) => partWords(aPart(...part), i18next.getFixedT('th'));

test('a look, how often, and why something was unmasked', () => {
  expect(say('incident/look', 'look', 3)).toBe('เปิดดูเหตุ 3 ครั้ง');
  expect(say('incident/unmask', 'act', 1, ['call-reporter'])).toBe('ขอดูข้อมูลที่ซ่อนไว้ (โทรหาผู้แจ้ง)');
});

test('what stands on the timeline is said as there; what is not known yet by its code', () => {
  expect(say('incident/acknowledged', 'act')).toBe('รับทราบเหตุ');
  expect(say('incident/something-new', 'act')).toBe('incident/something-new');
});
