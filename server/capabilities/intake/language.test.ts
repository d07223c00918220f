import { describe, expect, test } from 'vitest';
import type { PublicLanguage } from '#contract/languages';
import type { ReporterInput } from '#events/inbound';
import { followLanguage, guessLanguage, readLanguage } from './language.ts';

const text = (written: string): ReporterInput => ({ kind: 'text', text: written, messageId: '1' });
const TAP: ReporterInput = { kind: 'answer', data: 'report' };
const NEW = { language: 'th', languageChosen: false, languageWritten: false } as const;
const follow = (
  known: Parameters<typeof followLanguage>[0],
  input: ReporterInput,
  app: PublicLanguage | null = null,
  place = false,
) => followLanguage(known, input, { app, question: place ? 'place' : null });

test.each([
  ['help me please', 'en'],
  ['help', 'en'],
  ['help, I can’t talk he is here', 'en'],
  ['I am at วัดใหญ่ behind the market', 'en'],
  ['ช่วยด้วย', 'th'],
  ['อยู่หน้า 7-Eleven', 'th'],
  ['ขอ OTP หน่อย', 'th'],
  ['ကူညီပါ အိမ်ထဲမှာ', 'my'],
  ['ຊ່ວຍແດ່', 'lo'],
  ['ជួយខ្ញុំផង', 'km'],
  ['救命，我在市场后面', 'zh'],
  ['我在 วัดใหญ่', 'th'],
  ['ok', null],
  ['SOS', null],
  ['Phitsanulok', null],
  ['191', null],
  ['😂', null],
  ['https://maps.app.goo.gl/abc', null],
  ['16.8211, 100.2659', null],
])('%s is written in %s', (written, language) => expect(readLanguage(written)).toBe(language));

describe('the language of a person', () => {
  test('what they write counts more than the language of their app', () => {
    const written = follow(NEW, text('help me please'));
    expect(written).toMatchObject({ language: 'en', languageWritten: true });
    expect(follow(written, TAP, 'th').language).toBe('en');
    expect(follow(written, text('1'), 'th').language).toBe('en');
    expect(follow(NEW, text('ช่วยด้วย'), 'en').language).toBe('th');
  });

  test('until they write, the language of their app counts', () => {
    expect(follow(NEW, TAP, 'en').language).toBe('en');
    expect(follow({ ...NEW, language: 'en' }, text('ok'), 'th').language).toBe('th');
  });

  test('writing in another language changes it; a pasted Thai address does not', () => {
    const english = follow(NEW, text('please help me'));
    expect(follow(english, text('ช่วยหนูด้วยค่ะ')).language).toBe('th');
    expect(follow(english, text('ต.ในเมือง อ.เมืองพิษณุโลก'), 'th', true).language).toBe('en');
    expect(follow({ ...NEW, language: 'en' }, text('หลังวัดใหญ่'), 'en', true).language).toBe('th');
  });

  test('a language they chose stays whatever they write', () => {
    const chosen = { ...NEW, language: 'en', languageChosen: true } as const;
    expect(follow(chosen, text('ช่วยด้วย'), 'th')).toEqual(chosen);
  });

  test('the first answer is in the script of the first message', () => {
    expect(guessLanguage(text('SOS'))).toBe('en');
    expect(guessLanguage(text('191'))).toBe('th');
    expect(guessLanguage(TAP)).toBe('th');
  });
});
