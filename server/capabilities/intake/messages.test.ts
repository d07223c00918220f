import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { INCIDENT_TYPES } from '#contract/incident-type';
import { LANGUAGES, type PublicLanguage } from '#contract/languages';
import { QUESTION_ANSWERS, QUESTION_IDS } from '#contract/silent-question';
import {
  type Conversation,
  type ConversationReport,
  NEW_CONVERSATION,
  type NotifiedStatus,
  type Prompt,
} from './conversation.ts';
import { type HelpNews, renderHelpNews } from './help-news.ts';
import en from './messages/en.json' with { type: 'json' };
import th from './messages/th.json' with { type: 'json' };
import { type MessageContent, renderPrompt, renderReceiptQuestion, renderWelfareQuestion } from './prompts.ts';
import { renderQuestion, translateQuestion } from './ready-questions.ts';
import { translatorFor } from './translate.ts';
import { type News, renderNews } from './updates.ts';

const OTHERS = ['my', 'lo', 'km', 'zh'] as const;
const MESSAGES: Record<'th' | 'en', Record<string, string>> = { th, en };
/** Four languages have what a report needs, in three files each. */
const PARTS = OTHERS.flatMap((language) => ['', '-questions', '-findings'].map((part) => `${language}${part}.json`));
const now = new Date('2026-11-21T19:22:00Z');
const paramsOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test('both languages have the same keys with the same placeholders, in the same order', () => {
  expect(Object.keys(en)).toEqual(Object.keys(th));
  for (const [key, text] of Object.entries(th)) {
    expect([key, paramsOf(MESSAGES.en[key] ?? '')]).toEqual([key, paramsOf(text)]);
  }
});

describe('the four languages that have a part of the texts', () => {
  const read = (file: string) => readFileSync(new URL(`./messages/${file}`, import.meta.url), 'utf8');
  const partOf = (file: string): { language: string; checkedBy: string | null; texts: Record<string, string> } =>
    JSON.parse(read(file));

  test.each(PARTS)('%s is small, says who has checked it, and has known keys with the same placeholders', (file) => {
    const { language, checkedBy, texts } = partOf(file);
    expect(Buffer.byteLength(read(file))).toBeLessThanOrEqual(4096);
    expect(file.startsWith(language)).toBe(true);
    expect(checkedBy === null || checkedBy.length > 0).toBe(true);
    for (const [key, text] of Object.entries(texts))
      expect([key, paramsOf(text)]).toEqual([key, paramsOf(MESSAGES.en[key] ?? '?')]);
    expect(Object.keys(MESSAGES.th)).toEqual(expect.arrayContaining(Object.keys(texts)));
  });

  test('all four have the same ones, and every question that is asked with its answers', () => {
    const [first, ...rest] = OTHERS;
    for (const one of rest) {
      expect(Object.keys(partOf(`${one}.json`).texts)).toEqual(Object.keys(partOf(`${first}.json`).texts));
    }
    const asked = Object.keys(MESSAGES.th).filter((key) => /^(silent\.)?ask\.|at-placement$/.test(key));
    for (const one of OTHERS) expect(Object.keys(partOf(`${one}-questions.json`).texts)).toEqual(asked);
    const found = Object.keys(partOf('my-findings.json').texts);
    for (const one of OTHERS) expect(Object.keys(partOf(`${one}-findings.json`).texts)).toEqual(found);
  });

  test('a text they lack is in English, and in silent mode in neutral English', () => {
    expect(translatorFor('my', false)('rated')).toBe(MESSAGES.en.rated);
    expect(translatorFor('my', true)('message-passed-on')).toBe(MESSAGES.en['silent.message-passed-on']);
    expect(translatorFor('my', true)('choice.cancel')).toBe('ပြီးပြီ');
  });
});

test('each silent text belongs to a normal one and uses no other placeholders', () => {
  for (const language of ['th', 'en'] as const) {
    const messages = MESSAGES[language];
    for (const [key, text] of Object.entries(messages).filter(([key]) => key.startsWith('silent.'))) {
      const plain = messages[key.replace('silent.', '')];
      expect([key, plain]).not.toContain(undefined);
      expect([key, paramsOf(plain ?? '')]).toEqual([key, expect.arrayContaining(paramsOf(text))]);
    }
  }
});

test('every key is used and every used key exists', () => {
  const folder = new URL('./', import.meta.url);
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n');
  const families = ['type.', 'status.', 'choice.call-', 'ask.', 'unanswered.', 'finding.measure.'];
  const keys = Object.keys(th).filter((key) => !key.startsWith('silent.'));
  const used = (key: string) =>
    sources.includes(`'${key}'`) ||
    families.some((family) => key.startsWith(family) && sources.includes(`\`${family}\${`));
  expect(keys.filter((key) => !used(key))).toEqual([]);
  const asked = [...sources.matchAll(/translate\(\s*'([^']+)'/g)].map(([, key = '']) => key);
  expect(asked.length).toBeGreaterThan(30);
  expect(asked.filter((key) => !keys.includes(key))).toEqual([]);
});

const place = {
  code: '650101',
  name: { th: 'ต.ในเมือง อ.เมืองพิษณุโลก จ.พิษณุโลก', en: 'Nai Mueang, Mueang Phitsanulok, Phitsanulok' },
  shortName: { th: 'ต.ในเมือง พิษณุโลก', en: 'Nai Mueang, Phitsan…' },
  position: { lat: 16.8, lng: 100.2 },
  accuracyMetres: 4000,
  isSure: true,
};
const PROMPTS: Prompt[] = [
  ...(
    'greeting idle-hint ended-hint help how-to language-set help-danger help-later ask-type alerted-ask-type ask-type-again ask-place ask-place-again outside-thailand still-no-place ask-phone phone-wrong phone-no-calls message-passed-on message-waits message-after-resolved slower position-added position-waits silenced same-noted same-or-new ask-cancel ask-cancel-draft answer-noted welfare-thanks welfare-help welfare-later welfare-stopped receipt-noted cancel-noted draft-dropped kept nothing-to-cancel status no-report rated appeal-too-late'.split(
      ' ',
    ) as ('greeting' | 'status')[]
  ).map((key) => ({ key })),
  { key: 'which-place', places: [place, { ...place, code: '650102' }] },
  { key: 'at-placement', code: '7K3F9TQ2', name: 'ใจดีมาร์ท' },
  { key: 'phone-thanks', phone: '+66812345678' },
  ...INCIDENT_TYPES.map((type) => ({ key: 'type-changed', type }) as const),
];
const asked = { label: { th: 'เบอร์โทรศัพท์', en: 'Telephone' }, reason: 'โทรไม่ติด ช่วยบอกเบอร์ใหม่' };
const ofRequest = {
  requestId: '01890000-0000-7000-8000-000000000001',
  code: 'HR-2569-000001',
  url: 'https://example.org/request/#x',
};
const HELP_NEWS: HelpNews[] = [
  ...(['form', 'form-again', 'corrected', 'gone', 'thanks', 'not-received'] as const).map((kind) => ({
    kind,
    url: ofRequest.url,
  })),
  { kind: 'status', ...ofRequest, status: { th: 'เจ้าหน้าที่รับเรื่องแล้ว', en: 'An officer has it' } },
  { kind: 'returned', ...ofRequest, inChat: true, fields: Array.from({ length: 10 }, () => asked) },
  ...(['ask-field', 'field-wrong'] as const).map((kind) => ({ kind, ...ofRequest, field: 'person.phone', asked })),
  { kind: 'on-form', url: ofRequest.url, fields: [asked] },
  { kind: 'got-it', ...ofRequest, what: { th: 'เงินช่วยเหลือ 3,000 บาท', en: 'Aid of 3,000 baht' } },
];
const station = { stationTh: 'สภ.เมืองพิษณุโลก', stationEn: 'Mueang Phitsanulok Police Station' };
const about = { incidentId: 'i', code: 'ES-6911-0001', reportIds: ['r'] };
const aNotice = (notice: 'sent' | 'pointed-to'): News<'finding-confirmed'>['payload'] => ({
  ...{ ...about, findingId: ofRequest.requestId, notice, reason: 'รับในแชตว่าแจ้งเล่น', appealBy: now },
  clauses: [{ clause: { th: 'ป.อาญา ม.173', en: 'Criminal Code s.173' }, th: 'แจ้งว่ามีเหตุ', en: 'Reporting an offence' }],
  protection: [{ th: 'พ.ร.บ. ม.5', en: 'DV Act s.5' }],
  measures: (['warning', 'call-back-first', 'inquiry'] as const).map((kind) => ({ kind, until: now })),
});
const NEWS_TO_SHOW: News[] = [
  ...[null, 4200].flatMap((accuracyMetres) =>
    (['somebody', 'no-roster', 'nobody'] as const).map((duty): News => {
      const where = { placeTh: place.name.th, placeEn: place.name.en, distanceMetres: 900, accuracyMetres };
      const opened = { position: { lat: 16.8, lng: 100.3 }, responsibleAgencyId: 'station' };
      const payload = { ...about, ...opened, ...station, ...where, duty, passedOverTh: null, passedOverEn: null };
      return { kind: 'incident-opened', payload };
    }),
  ),
  ...(['again', 'wider', 'top', 'nobody'] as const).flatMap((alerted) =>
    [true, false].map((centre): News => {
      const unheard = { unheardTh: centre ? station.stationTh : null, unheardEn: centre ? station.stationEn : null };
      return { kind: 'incident-unanswered', payload: { ...about, ...station, ...unheard, alerted, centre } };
    }),
  ),
  { kind: 'incident-acknowledged', payload: { ...about, ...station, etaMinutes: 8, etaAt: now } },
  { kind: 'incident-acknowledged', payload: { ...about, ...station, etaMinutes: null, etaAt: null } },
  { kind: 'incident-eta-changed', payload: { ...about, etaMinutes: 11, etaAt: now } },
  { kind: 'incident-eta-passed', payload: { ...about, etaAt: now } },
  { kind: 'incident-en-route', payload: { ...about, etaMinutes: 6, etaAt: now } },
  { kind: 'incident-en-route', payload: { ...about, etaMinutes: null, etaAt: null } },
  { kind: 'incident-on-scene', payload: about },
  { kind: 'incident-reopened', payload: { ...about, by: { reporterId: 'r', channel: 'line' } } },
  { kind: 'incident-cancelled', payload: about },
  { kind: 'incident-resolved', payload: { ...about, disposition: 'handled' } },
  { kind: 'incident-closed', payload: { ...about, disposition: 'handled' } },
  { kind: 'incident-transferred', payload: { ...about, ...station } },
  { kind: 'finding-proposed', payload: { ...about, answerBy: now } },
  ...(['sent', 'pointed-to'] as const).map((notice): News => ({ kind: 'finding-confirmed', payload: aNotice(notice) })),
  { kind: 'finding-appealed', payload: about },
  ...(['uphold', 'overturn'] as const).flatMap((outcome) =>
    (['sent', 'pointed-to', null] as const).map((notice): News => {
      const payload = { ...about, outcome, notice, reason: 'กล้องหน้าร้านไม่พบใคร' };
      return { kind: 'finding-appeal-decided', payload };
    }),
  ),
  { kind: 'finding-withdrawn', payload: about },
  { kind: 'finding-appeal-late', payload: about },
];
const statuses: (NotifiedStatus['status'] | null)[] = [
  null,
  'waiting',
  'acknowledged',
  'en-route',
  'on-scene',
  'resolved',
  'closed',
  'cancelled',
];
const reportWith = (status: NotifiedStatus['status'] | null): ConversationReport => ({
  id: '01890000-0000-7000-8000-000000000001',
  startedAt: now,
  silent: true,
  type: 'confinement',
  position: null,
  placeDetail: null,
  phone: null,
  statements: {},
  lastNotified: status && {
    status,
    code: 'ES-6911-0001',
    since: '2026-11-21T19:10:00Z',
    etaAt: '2026-11-21T19:20:00Z',
  },
});

/** Every message there is, in every state of the report and without a report. */
function everyMessage(language: PublicLanguage, isSilent: boolean): MessageContent[] {
  const translate = translatorFor(language, isSilent);
  const conversations: Conversation[] = [
    NEW_CONVERSATION,
    ...statuses.map((status) => ({ ...NEW_CONVERSATION, report: reportWith(status) })),
  ];
  return [
    ...conversations.flatMap((conversation) =>
      PROMPTS.map((prompt) =>
        renderPrompt(prompt, {
          translate,
          conversation,
          knownPhone: '+66812345678',
          now,
          publicUrl: 'https://example.org',
        }),
      ),
    ),
    renderWelfareQuestion(translate, '01890000-0000-7000-8000-000000000001'),
    renderReceiptQuestion(translate, '01890000-0000-7000-8000-000000000001'),
    ...HELP_NEWS.map((news) => renderHelpNews(news, translate)),
    ...QUESTION_IDS.map((question) => renderQuestion(translate, question, '01890000-0000-7000-8000-000000000001')),
    ...NEWS_TO_SHOW.map((news) => renderNews(news, { translate, reportId: 'r', code: about.code })),
  ];
}

const onScreen = ({ parts, choices }: MessageContent) => [...parts, ...choices.map(({ label }) => label)];

test.each(LANGUAGES)('in silent mode the screen reveals nothing (%s)', (language) => {
  const betraying =
    /ตำรวจ|สถานี|เหตุ|เจ้าหน้าที่|สภ\.|สน\.|191|1300|ร้าย|ฉุกเฉิน|อันตราย|แจ้ง|ช่วย|ยกเลิก|\bESS\b|police|station|officer|incident|emergency|report|alert|alarm|danger|help|Mueang Phitsanulok Police|ရဲ|အရာရှိ|တိုင်ကြား|အန္တရာယ်|ရဲစခန်း|ຕຳຫຼວດ|ເຈົ້າໜ້າທີ່|ແຈ້ງ|ອັນຕະລາຍ|ປືນ|ប៉ូលិស|មន្ត្រី|រាយការណ៍|គ្រោះថ្នាក់|កាំភ្លើង|警|报|危险|武器|枪/i;
  for (const content of everyMessage(language, true)) {
    const text = JSON.stringify(onScreen(content).map((part) => withoutTypeList(part)));
    expect(text).not.toMatch(betraying);
  }
  expect(translatorFor(language, true)('preview')).not.toMatch(betraying);
});

/** The list of types must be there; its title must be neutral. */
function withoutTypeList(part: MessageContent['parts'][number] | string): unknown {
  return typeof part === 'object' && part.kind === 'list' ? part.title : part;
}

test('how it is used: at most eight words a line, and our pages; in silent mode neither', () => {
  const words = new Intl.Segmenter('th', { granularity: 'word' });
  for (const language of ['th', 'en'] as const) {
    const lines = (MESSAGES[language]['how-to'] ?? '').split('\n');
    for (const line of lines) {
      const count = [...words.segment(line)].filter(({ isWordLike }) => isWordLike).length;
      // Thai is cut into smaller pieces than its readers see: "แจ้งเหตุร้าย" is one word of theirs and three of the segmenter's.
      expect([line, count <= (language === 'th' ? 13 : 9)]).toEqual([line, true]);
    }
  }
  const shown = (isSilent: boolean) =>
    JSON.stringify(
      renderPrompt(
        { key: 'how-to' },
        {
          ...{ translate: translatorFor('my', isSilent), conversation: NEW_CONVERSATION, knownPhone: null, now },
          publicUrl: 'https://example.org',
        },
      ),
    );
  expect(shown(false)).toContain('https://example.org/r/how?lang=my');
  expect(shown(false)).toContain('https://example.org/r/practice?lang=my');
  expect(shown(true)).not.toContain('https:');
});

test('the test of silent texts can fail', () => {
  const content = everyMessage('th', false);
  expect(content.some((one) => /ตำรวจ/.test(JSON.stringify(one)))).toBe(true);
});

test('every placeholder is filled, and every button fits LINE’s 20 characters', () => {
  for (const language of LANGUAGES) {
    for (const isSilent of [true, false]) {
      for (const content of everyMessage(language, isSilent)) {
        expect(JSON.stringify(content)).not.toMatch(/\{\w+\}|undefined|NaN/);
        for (const { label } of content.choices) expect([label, label.length <= 20]).toEqual([label, true]);
        expect(content.choices.length).toBeLessThanOrEqual(13);
      }
    }
  }
});

test('while a place may still be sent, every message has the location button', () => {
  for (const status of [null, 'waiting', 'acknowledged', 'en-route', 'on-scene'] as const) {
    const conversation = { ...NEW_CONVERSATION, report: reportWith(status) };
    for (const prompt of PROMPTS) {
      const { choices } = renderPrompt(prompt, {
        translate: translatorFor('th', false),
        conversation,
        knownPhone: null,
        now,
        publicUrl: 'https://example.org',
      });
      expect([prompt.key, status, choices.some(({ kind }) => kind === 'location')]).toEqual([prompt.key, status, true]);
    }
  }
});

test('every ready question and each answer has a text, and no two answers have the same', () => {
  for (const language of ['th', 'en'] as const) {
    for (const isSilent of [true, false]) {
      for (const question of QUESTION_IDS) {
        const { text, labels } = translateQuestion(translatorFor(language, isSilent), question);
        expect([text, ...Object.values(labels)].join()).not.toContain('ask.');
        expect(Object.keys(labels)).toEqual([...QUESTION_ANSWERS[question]]);
        expect(new Set(Object.values(labels)).size).toBe(Object.keys(labels).length);
      }
    }
  }
});

test('in silent mode a question names no weapon, no wound and no offender', () => {
  for (const language of ['th', 'en'] as const) {
    const content = QUESTION_IDS.map((question) =>
      JSON.stringify(translateQuestion(translatorFor(language, true), question)),
    );
    const shown = content.join().replace(/"[a-z-]+":/g, '');
    expect(shown).not.toMatch(/มีด|ปืน|อาวุธ|บาดเจ็บ|เลือด|คนก่อ|ปลอดภัย|ตี|ขู่|knife|gun|weapon|hurt|wound|safe|attack/i);
  }
});
