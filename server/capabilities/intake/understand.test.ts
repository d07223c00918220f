import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { INCIDENT_TYPES } from '#contract/incident-type';
import { LANGUAGES, type PublicLanguage } from '#contract/languages';
import { makePlacementCode } from '#contract/placement-code';
import { MENU_ANSWER, type ReporterInput } from '#events/inbound';
import { offersOf } from './commands/add-outgoing-message.ts';
import {
  type Conversation,
  type ConversationReport,
  type Intent,
  NEW_CONVERSATION,
  type NotifiedStatus,
  type Question,
} from './conversation.ts';
import { renderPrompt } from './prompts.ts';
import { translatorFor } from './translate.ts';
import { type Geography, understand } from './understand.ts';

const at = new Date('2026-11-21T19:22:00Z');
const REPORT_ID = '01890000-0000-7000-8000-000000000001';
const naiMueang = {
  code: '650101',
  name: { th: 'ต.ในเมือง อ.เมืองพิษณุโลก จ.พิษณุโลก', en: 'Nai Mueang, Mueang Phitsanulok, Phitsanulok' },
  shortName: { th: 'ต.ในเมือง พิษณุโลก', en: 'Nai Mueang, Phitsan…' },
  position: { lat: 16.81388, lng: 100.26003 },
  accuracyMetres: 4200,
  isSure: true,
};
const watBot = { ...naiMueang, isSure: false, code: '6507', shortName: { th: 'อ.วัดโบสถ์ พิษณุโลก', en: 'Wat Bot' } };
const CODE = makePlacementCode(() => Uint8Array.of(7, 19, 3, 15, 9, 22, 30));
const OTHER_CODE = makePlacementCode(() => Uint8Array.of(1, 19, 3, 15, 9, 22, 30));
const geography: Geography = {
  isInThailand: ({ lat, lng }) => lat > 5 && lat < 21 && lng > 97 && lng < 106,
  listTypedPlaces: (text) =>
    text.includes('ในเมือง') ? [naiMueang] : text.includes('วัดโบสถ์') ? [naiMueang, watBot] : [],
  findPlacement: (code) => (code === CODE ? { lat: 16.82, lng: 100.27, name: 'ใจดีมาร์ท' } : undefined),
  findTypedPlace: (code) => [naiMueang, watBot].find((place) => place.code === code),
};

const report = (change: Partial<ConversationReport> = {}): ConversationReport => ({
  id: REPORT_ID,
  silent: false,
  type: null,
  position: null,
  placeDetail: null,
  phone: null,
  statements: {},
  startedAt: new Date(0),
  lastNotified: null,
  ...change,
});
const inState = (status: NotifiedStatus['status']) =>
  report({ type: 'confinement', lastNotified: { status, code: 'ES-6911-0001', since: at.toISOString(), etaAt: null } });
const conversation = (about: ConversationReport | null, question: Question | null = null): Conversation => ({
  ...NEW_CONVERSATION,
  report: about,
  question,
});
const IDLE = conversation(null);
const DRAFT = conversation(report(), 'type');
const NEEDS_PLACE = conversation(report({ type: 'confinement' }), 'place');
const ASKED_PHONE = conversation(inState('waiting'), 'phone');
const OPEN = conversation(inState('acknowledged'));
const ENDED = conversation(inState('closed'));

const read = (conversation: Conversation, text: string) =>
  understand(conversation, { kind: 'text', text, messageId: 'm1' }, at, geography);
const kinds = (conversation: Conversation, text: string) => read(conversation, text).intents.map(({ kind }) => kind);
const only = (conversation: Conversation, text: string) => {
  const { intents } = read(conversation, text);
  expect(intents).toHaveLength(1);
  return intents[0];
};

describe('typed commands of the menu and buttons', () => {
  test.each<[string, Intent]>([
    ['แจ้งเหตุร้าย', { kind: 'report', silent: false }],
    ['Report', { kind: 'report', silent: false }],
    ['แจ้งแบบเงียบ', { kind: 'report', silent: true }],
    ['report silently', { kind: 'report', silent: true }],
    ['สถานะ', { kind: 'status' }],
    ['ถึงไหนแล้วครับ', { kind: 'status' }],
    ['ยกเลิก', { kind: 'cancel' }],
    ['ขออุทธรณ์ครับ', { kind: 'appeal', findingId: null }],
    ['I want to appeal', { kind: 'appeal', findingId: null }],
    ['ขอยกเลิกค่ะ', { kind: 'cancel' }],
    ['ไม่มีใครมา', { kind: 'nobody-came', reportId: null }],
    ['ยังไม่มีใครมาเลย', { kind: 'nobody-came', reportId: null }],
    ['nobody came', { kind: 'nobody-came', reportId: null }],
    ['ขอความช่วยเหลือ ไม่ฉุกเฉิน', { kind: 'help' }],
    ['1300', { kind: 'help' }],
    ['วิธีใช้', { kind: 'how-to' }],
    ['english', { kind: 'language', language: 'en' }],
    ['English please', { kind: 'language', language: 'en' }],
    ['မြန်မာ', { kind: 'language', language: 'my' }],
    ['ພາສາລາວ', { kind: 'language', language: 'lo' }],
    ['ខ្មែរ', { kind: 'language', language: 'km' }],
    ['中文', { kind: 'language', language: 'zh' }],
    ['ภาษาพม่า', { kind: 'language', language: 'my' }],
    ['ภาษาไทย', { kind: 'language', language: 'th' }],
  ])('%s', (text, intent) => {
    for (const conversation of [IDLE, DRAFT, OPEN, ENDED]) expect(only(conversation, text)).toEqual(intent);
  });

  test('text after a command is stored for the officer; a command alone is no message', () => {
    expect(read(OPEN, 'ยกเลิกไม่ได้นะ เขากลับมาแล้ว').message?.text).toBe('ยกเลิกไม่ได้นะ เขากลับมาแล้ว');
    expect(read(OPEN, 'ยกเลิกครับ!!').message).toBeNull();
    expect(read(OPEN, 'สถานะ').message).toBeNull();
  });

  test('"I need help" is not "not urgent"', () => {
    expect(kinds(IDLE, 'ขอความช่วยเหลือด้วย แฟนขังหนูไว้')).toEqual(['help-request', 'type']);
    expect(kinds(IDLE, 'ขอความช่วยเหลือ')).toEqual(['help-request']);
  });
});

test('"nobody came" while help is on the way is a message for the officer, tapped or typed', () => {
  const tap = (conversation: Conversation) =>
    understand(conversation, { kind: 'answer', data: MENU_ANSWER.nobodyCame }, at, geography);
  expect(tap(OPEN)).toMatchObject({ intents: [{ kind: 'nobody-came' }], message: { text: 'ไม่มีใครมา' } });
  expect(read(OPEN, 'ไม่มีใครมาเลย').message?.text).toBe('ไม่มีใครมาเลย');
  expect(read(OPEN, 'ไม่มีใครมา').message?.text).toBe('ไม่มีใครมา');
  for (const conversation of [IDLE, ENDED]) expect(tap(conversation).message).toBeNull();
});

describe('a call for help', () => {
  test.each([
    'ช่วยด้วย',
    'ช่วยด้วยยยย',
    'ช่วยหนูด้วย',
    'HELP!!!',
    'help me',
    'Please help',
    'SOS',
    '191',
    '๑๙๑',
    'แจ้งตำรวจที',
    'หนูกลัว',
    'มีคนถือมีดอยู่หน้าบ้าน',
    'he has a knife',
    'ข้างบ้านทะเลาะกันเสียงดัง',
    'คือว่าเมื่อคืนนี้เขากลับมาอีก ช่วยหน่อยครับ ผมอยู่คนเดียว',
  ])('%s', (text) => {
    expect(kinds(IDLE, text)).toContain('help-request');
    expect(kinds(ENDED, text)).toContain('help-request');
  });

  test.each(['สวัสดีครับ', 'ขอบคุณที่ช่วยหนูนะคะ', 'thanks for your help', 'ช่วยที่ไหนบ้าง', 'ไอ้บ้า', '555', '😂', '2'])(
    'not one: %s',
    (text) => {
      expect(read(IDLE, text)).toMatchObject({ intents: [], message: { text } });
    },
  );

  test('"help" alone is no message; with anything else it is', () => {
    expect(read(IDLE, 'ช่วยด้วย ช่วยด้วย!!').message).toBeNull();
    expect(read(IDLE, 'ช่วยด้วย เขามีมีด').message?.text).toBe('ช่วยด้วย เขามีมีด');
  });

  test('while help is coming it is a message for the officer', () => {
    expect(read(OPEN, 'ช่วยด้วย เขาพังประตู')).toMatchObject({ intents: [], message: { text: 'ช่วยด้วย เขาพังประตู' } });
  });

  test('one message may contain everything', () => {
    const meaning = read(IDLE, 'ช่วยด้วย โดนแฟนขังไว้ ต.ในเมือง อ.เมืองพิษณุโลก หลังเซเว่น');
    expect(meaning.intents).toMatchObject([
      { kind: 'help-request' },
      { kind: 'type', type: 'confinement' },
      {
        kind: 'place',
        inThailand: true,
        position: { source: 'typed', accuracyMetres: 4200, label: naiMueang.name.th },
      },
    ]);
    expect(meaning.message?.text).toContain('หลังเซเว่น');
  });
});

describe('the type, in their own words', () => {
  test.each([
    ['พ่อตีแม่', 'threat-or-assault'],
    ['โดนแฟนทำร้าย', 'threat-or-assault'],
    ['เขาขู่จะฆ่า', 'threat-or-assault'],
    ['he is beating me', 'threat-or-assault'],
    ['ผัวเมียตีกัน', 'threat-or-assault'],
    ['โดนขังอยู่ในห้อง', 'confinement'],
    ['locked me in', 'confinement'],
    ['โดนลวนลาม', 'sexual-violence-risk'],
    ['โดนทำร้ายและข่มขืน', 'sexual-violence-risk'],
    ['คนคลุ้มคลั่งกลางซอย', 'violent-frenzy'],
    ['วัยรุ่นยกพวกตีกัน', 'riotous-gathering'],
  ])('%s', (text, type) => {
    expect(read(IDLE, text).intents).toContainEqual({ kind: 'type', type, fromText: true });
    expect(read(ENDED, text).intents).toContainEqual({ kind: 'type', type, fromText: true });
  });

  test('digits choose while the question is open, Thai ones as well; a story does not change the choice', () => {
    expect(only(DRAFT, '๓')).toEqual({ kind: 'type', type: 'sexual-violence-risk' });
    expect(only(NEEDS_PLACE, '1')).toEqual({ kind: 'type', type: 'threat-or-assault' });
    expect(read(NEEDS_PLACE, 'เขาทำร้ายหนูด้วย')).toMatchObject({ intents: [], message: {} });
    expect(read(OPEN, '3')).toMatchObject({ intents: [], message: { text: '3' } });
    expect(read(IDLE, '3').intents).toEqual([]);
  });
});

describe('silent mode, in their own words', () => {
  test.each([
    ...['พูดไม่ได้', 'อย่าโทรมานะ', 'พูด ไม่ ได้', 'อย่าเสียงดัง', 'ห้ามส่งเสียง', 'ห้ามโทร', 'ไม่สะดวกคุย', 'ไม่กล้าพูด'],
    ...['เขาอยู่ใกล้ๆ', 'แฟนอยู่ข้างๆ', 'มันอยู่หน้าประตู', 'พูดไม่ได้เขาอยู่ด้วย', 'เดี๋ยวเขาได้ยิน', 'กลัวเขารู้', 'อย่าให้เขารู้'],
    ...['แอบพิมพ์อยู่', 'ซ่อนอยู่ใต้เตียง', 'หลบอยู่ในตู้', 'กระซิบ', 'มาเงียบๆนะ', 'อย่าเปิดไซเรน', 'พิมพ์ได้อย่างเดียว'],
    ...[
      "don't call me",
      "I can't talk",
      'help, I can’t talk he is here',
      'I cannot talk, please help',
      'unable to talk',
    ],
    ...[
      'please don’t call, he will hear',
      'cant talk rn',
      'I can not speak',
      'he’s here',
      'I am hiding in the bathroom',
    ],
    ...[
      'whispering',
      'no sirens please',
      'dont ring',
      'my husband is in the next room',
      'he might hear',
      'text only please',
    ],
    ...[
      'พู\u200bดไม่ได้',
      'อย่า\u0e40\u0e40ม้แต่จะโทร ห้ามโทร',
      'Ｉ ｃａｎ’ｔ ｔａｌｋ',
      'I CAN´T TAAALK',
      'พูดไม่ได้\u0e49\u0e49',
    ],
  ])('%s', (text) => {
    for (const conversation of [IDLE, NEEDS_PLACE, OPEN, ASKED_PHONE, ENDED])
      expect(kinds(conversation, text)).toContain('silence');
    expect(read(IDLE, text).message?.text).toBe(text);
  });

  test.each([
    ...['เงียบไปแล้ว', 'ได้ยินเสียงทะเลาะ', 'ข้างบ้านเสียงดัง', 'คนร้ายซ่อนอยู่หลังบ้าน', 'โจรแอบอยู่ในสวน', 'โทรหาหนูหน่อย', 'โทรไม่ติด'],
    ...[
      "he can't talk to me like that",
      'it is quiet now',
      'the thief is hiding in the garden',
      'please call me',
      'he is near the temple',
    ],
  ])('no request for silence: %s', (text) => {
    for (const conversation of [IDLE, OPEN]) expect(kinds(conversation, text)).not.toContain('silence');
  });

  test('in the same text as a command silent mode takes effect too, also for the question about cancelling', () => {
    expect(kinds(OPEN, 'สถานะ อย่าโทรนะ')).toEqual(['status', 'silence']);
    expect(kinds(OPEN, 'cancel, please don’t call')).toEqual(['silence', 'cancel']);
    expect(kinds(ENDED, 'nobody came and he is here')).toEqual(['nobody-came', 'silence']);
    expect(kinds(IDLE, 'แจ้งแบบเงียบ')).toEqual(['report']);
  });

  test('in a silent report it is a message for the officer', () => {
    const silent = conversation(report({ ...inState('waiting'), silent: true }));
    expect(read(silent, 'เขาอยู่ใกล้ๆ')).toMatchObject({ intents: [], message: { text: 'เขาอยู่ใกล้ๆ' } });
  });
});

describe('whatever spelling a phone makes of it', () => {
  test.each([
    ['ถูกท\u0e4d\u0e32ร้าย', 'ถูกทำร้าย'],
    ['\u0e40\u0e40จ้งเหตุ', 'แจ้งเหตุ'],
    ['ช่วย\u200bด้วย', 'ช่วยด้วย'],
    ['ช่วย ด้วย', 'ช่วยด้วย'],
    ['ช่วยยยยยด้วยยย', 'ช่วยด้วย'],
    ['ยก\u200bเลิกค่ะ', 'ยกเลิก'],
    ['ＨＥＬＰ', 'help'],
    ['hellllp meeee', 'help me'],
    ['he will killll me, knifffe', 'he has a knife'],
    ['Ｎｏｂｏｄｙ came', 'nobody came'],
  ])('%s means what %s means', (written, plain) => {
    for (const conversation of [IDLE, ENDED]) expect(kinds(conversation, written)).toEqual(kinds(conversation, plain));
    expect(kinds(IDLE, plain)).not.toEqual([]);
  });

  test('answers as well: “i’m safe”, “don’t cancel”', () => {
    const cancelling = conversation(inState('waiting'), 'cancel');
    const safe = { kind: 'cancel-because', reason: 'safe-now' };
    for (const text of ['i’m safe', 'im safe', 'I am safe now', 'ปลอด\u200bภัยแล้ว'])
      expect(only(cancelling, text)).toEqual(safe);
    for (const text of ['don’t cancel', 'DONT CANCEL!', 'do not cancel'])
      expect(only(cancelling, text)).toEqual({ kind: 'keep' });
    expect(read(cancelling, 'ปลอดภัยไหมไม่รู้').intents).toEqual([]);
  });

  test('the officer reads what was typed', () => {
    expect(read(OPEN, 'เขา\u0e40\u0e40อบมาาาา  ๓ คน’').message?.text).toBe('เขา\u0e40\u0e40อบมาาาา  ๓ คน’');
  });
});

describe('the text of a QR code', () => {
  const placement = { kind: 'placement', code: CODE, place: { name: 'ใจดีมาร์ท' } };
  test('is read in any case and grouping, and is no message for the officer', () => {
    for (const text of [
      `ESS ${CODE}`,
      `ess ${CODE.toLowerCase()}`,
      `ESS ${CODE.slice(0, 4)} ${CODE.slice(4)}`,
      ` ESS: ${CODE} `,
    ]) {
      expect(read(IDLE, text)).toMatchObject({ intents: [placement], message: null });
    }
  });

  test('of a sign that was taken down has no place; a mistyped one is a text like any other', () => {
    expect(only(IDLE, `ESS ${OTHER_CODE}`)).toEqual({ kind: 'placement', code: OTHER_CODE, place: null });
    const mistyped = `${CODE.slice(0, 7)}${CODE.endsWith('A') ? 'B' : 'A'}`;
    expect(read(IDLE, `ESS ${mistyped}`).intents.map(({ kind }) => kind)).not.toContain('placement');
    expect(read(IDLE, 'essential oil').intents.map(({ kind }) => kind)).not.toContain('placement');
  });

  test('their own word that they are there is a place with the code as its source', () => {
    const tapped = understand(IDLE, { kind: 'answer', data: `qr-place:${CODE}` }, at, geography).intents;
    expect(tapped).toMatchObject([
      { kind: 'place', position: { source: 'qr-place', label: 'ใจดีมาร์ท', accuracyMetres: null } },
    ]);
    expect(understand(IDLE, { kind: 'answer', data: `qr-place:${OTHER_CODE}` }, at, geography).intents).toEqual([
      { kind: 'report', silent: false },
    ]);
  });
});

describe('everything offered can be typed', () => {
  const offers = (conversation: Conversation, prompt: Parameters<typeof renderPrompt>[0], language: PublicLanguage) => {
    const setting = {
      translate: translatorFor(language, false),
      conversation,
      knownPhone: '+66812345678',
      now: at,
      publicUrl: 'https://example.org',
    };
    return offersOf(renderPrompt(prompt, setting));
  };
  const scenes: [Conversation, Parameters<typeof renderPrompt>[0]][] = [
    [IDLE, { key: 'greeting' }],
    [DRAFT, { key: 'ask-type' }],
    [NEEDS_PLACE, { key: 'which-place', places: [naiMueang, watBot] }],
    [NEEDS_PLACE, { key: 'at-placement', code: CODE, name: 'ใจดีมาร์ท' }],
    [ASKED_PHONE, { key: 'ask-phone' }],
    [OPEN, { key: 'same-or-new' }],
    [OPEN, { key: 'ask-cancel' }],
    [DRAFT, { key: 'ask-cancel-draft' }],
    [ENDED, { key: 'ended-hint' }],
  ];
  test.each(LANGUAGES)('by its label and by its number, in Western and Thai digits (%s)', (language) => {
    for (const [conversation, prompt] of scenes) {
      const offered = offers(conversation, prompt, language);
      expect(offered.length).toBeGreaterThan(0);
      for (const { label, data, number } of offered) {
        const asked = { ...conversation, offered };
        const tapped = understand(conversation, { kind: 'answer', data }, at, geography);
        expect(tapped.intents[0]?.kind).not.toBe('unclear');
        expect(read(asked, ` ${label.toUpperCase()} `)).toEqual(tapped);
        if (number === null) continue;
        expect(read(asked, String(number))).toEqual(tapped);
        expect(read(asked, String.fromCharCode(0x0e50 + number))).toEqual(tapped);
      }
    }
  });

  test('answers to a question are understood in other words too', () => {
    const cancelling = conversation(inState('waiting'), 'cancel');
    expect(only(cancelling, 'ไม่')).toEqual({ kind: 'keep' });
    expect(only(cancelling, 'ปลอดภัยแล้วค่ะ')).toEqual({ kind: 'cancel-because', reason: 'safe-now' });
    expect(only(cancelling, 'กดผิดครับ')).toEqual({ kind: 'cancel-because', reason: 'by-mistake' });
    expect(read(OPEN, 'ไม่')).toMatchObject({ intents: [], message: { text: 'ไม่' } });
    const asked = conversation(inState('waiting'), 'same-or-new');
    expect(only(asked, 'เดิม')).toEqual({ kind: 'same' });
    expect(only(asked, 'เรื่องใหม่')).toEqual({ kind: 'new' });
    expect(only(ASKED_PHONE, 'ไม่มี')).toEqual({ kind: 'no-calls' });
  });

  test('every menu area is understood, and unknown data is answered', () => {
    for (const data of Object.values(MENU_ANSWER)) {
      expect(understand(IDLE, { kind: 'answer', data }, at, geography).intents[0]?.kind).not.toBe('unclear');
    }
    for (const data of [
      '',
      ':',
      'type:',
      'type:murder',
      'rate:9',
      'place:999999',
      'toString',
      '__proto__',
      'x'.repeat(300),
    ]) {
      expect(understand(IDLE, { kind: 'answer', data }, at, geography).intents).toEqual([{ kind: 'unclear' }]);
    }
    const named = understand(IDLE, { kind: 'answer', data: `rate:4:${REPORT_ID}` }, at, geography);
    expect(named.intents).toEqual([{ kind: 'rating', stars: 4, reportId: REPORT_ID }]);
    const old = understand(IDLE, { kind: 'answer', data: `nobody-came::${REPORT_ID}` }, at, geography);
    expect(old.intents).toEqual([{ kind: 'nobody-came', reportId: REPORT_ID }]);
  });
});

describe('a phone', () => {
  test.each(['0812345678', '๐๘๑-๒๓๔-๕๖๗๘', '+66 81 234 5678'])('asked for: %s', (text) => {
    expect(read(ASKED_PHONE, text)).toEqual({ intents: [{ kind: 'phone', phone: '+66812345678' }], message: null });
  });
  test('inside a sentence: the number is taken and the text is passed on', () => {
    expect(read(ASKED_PHONE, 'เบอร์แม่ 081 234 5678 โทรหาแม่แทน')).toMatchObject({
      intents: [{ kind: 'phone', phone: '+66812345678' }],
      message: { text: 'เบอร์แม่ 081 234 5678 โทรหาแม่แทน' },
    });
  });
  test('wrong: the answer says so, and the text is passed on', () => {
    expect(read(ASKED_PHONE, '08123456')).toMatchObject({
      intents: [{ kind: 'wrong-phone' }],
      message: { text: '08123456' },
    });
  });
  test('of an unknown range: stored as text until they confirm it by a tap or a yes', () => {
    const meaning = read(ASKED_PHONE, '069-123-4567');
    expect(meaning).toMatchObject({
      intents: [{ kind: 'doubtful-phone', phone: '+66691234567' }],
      message: { text: '069-123-4567' },
    });
    const right = { kind: 'phone', phone: '+66691234567' } as const;
    const data = 'phone-right:+66691234567';
    expect(understand(ASKED_PHONE, { kind: 'answer', data }, at, geography).intents).toEqual([right]);
    const asked = { ...ASKED_PHONE, offered: [{ label: 'ใช่ เบอร์นี้', data, number: null }] };
    for (const text of ['ใช่', 'ใช่ครับ', 'ถูกต้อง', 'Yes', 'ใช่ เบอร์นี้']) expect(only(asked, text)).toEqual(right);
    expect(read(ASKED_PHONE, 'ใช่')).toMatchObject({ intents: [], message: { text: 'ใช่' } });
  });
  test('191 and 1300 are not accepted', () => {
    for (const number of ['191', '1300']) expect(kinds(ASKED_PHONE, number)).not.toContain('phone');
  });
  test('if we did not ask for it, it is only text for the officer', () => {
    expect(read(OPEN, '0812345678')).toMatchObject({ intents: [], message: { text: '0812345678' } });
  });
  test('before the alert it counts as their own', () => {
    expect(kinds(DRAFT, '0812345678')).toEqual(['phone']);
    expect(kinds(conversation(report({ silent: true }), 'type'), '0812345678')).toEqual([]);
    expect(read(IDLE, '0812345678').intents).toEqual([]);
  });
});

describe('a place', () => {
  test('coordinates and map links, in a draft and while help is coming', () => {
    for (const text of ['16.8211, 100.2659', 'https://maps.google.com/?q=16.8211%2C100.2659']) {
      for (const conversation of [NEEDS_PLACE, OPEN]) {
        const meaning = read(conversation, text);
        expect(meaning.intents).toMatchObject([
          {
            kind: 'place',
            inThailand: true,
            position: { lat: 16.8211, lng: 100.2659, source: 'typed', accuracyMetres: 6 },
          },
        ]);
        expect(meaning.message?.text).toBe(text);
      }
    }
  });
  test('outside Thailand is noticed', () => {
    expect(read(NEEDS_PLACE, '35.6812N 139.7671E').intents).toMatchObject([{ kind: 'place', inThailand: false }]);
  });
  test('times of day and prices are no place', () => {
    expect(kinds(IDLE, 'ถูกทำร้ายตอน 20.15 21.30 น.')).toEqual(['type']);
    expect(read(NEEDS_PLACE, '12.50, 100.00 บาท')).toMatchObject({ intents: [], message: {} });
  });
  test('a link without coordinates is answered as unreadable; a place in the same text counts', () => {
    const link = 'https://maps.app.goo.gl/AbC123';
    for (const conversation of [IDLE, DRAFT, NEEDS_PLACE]) {
      expect(read(conversation, link)).toMatchObject({
        intents: [{ kind: 'unreadable-link' }],
        message: { text: link },
      });
    }
    expect(kinds(NEEDS_PLACE, `ต.ในเมือง พิษณุโลก ${link}`)).toEqual(['place']);
    expect(read(OPEN, link)).toMatchObject({ intents: [], message: { text: link } });
  });
  test('one sure subdistrict is taken at once, several are asked about, the text is stored', () => {
    expect(read(NEEDS_PLACE, 'ต.ในเมือง พิษณุโลก')).toMatchObject({ intents: [{ kind: 'place' }], message: {} });
    expect(read(NEEDS_PLACE, 'วัดโบสถ์')).toMatchObject({ intents: [{ kind: 'places' }], message: {} });
    expect(read(DRAFT, 'ต.ในเมือง พิษณุโลก').intents).toMatchObject([{ kind: 'place' }]);
  });
  test('names are not looked for in a chat with an officer, nor when a pin is there', () => {
    expect(kinds(OPEN, 'อยู่ในเมือง')).toEqual([]);
    const position = {
      lat: 1,
      lng: 1,
      source: 'line-pin',
      at: at.toISOString(),
      accuracyMetres: null,
      label: null,
    } as const;
    expect(kinds(conversation(report({ position }), 'type'), 'อยู่ในเมือง')).toEqual([]);
  });
  test('a landmark alone is stored and the place asked for again', () => {
    expect(read(NEEDS_PLACE, 'หลังวัดใหญ่ ตรงข้ามเซเว่น')).toMatchObject({ intents: [], message: {} });
  });
});

describe('anything at all', () => {
  test('characters that PostgreSQL cannot store or that garble a screen are removed', () => {
    expect(read(OPEN, 'a\0b\u202ec\ud800').message?.text).toBe('abc\ufffd');
    expect(read(OPEN, '\0').intents).toEqual([{ kind: 'unclear' }]);
    const pin: ReporterInput = { kind: 'location', lat: 16.8, lng: 100.2, label: 'บ้าน\0', messageId: '1' };
    expect(understand(DRAFT, pin, at, geography).intents).toMatchObject([
      { kind: 'place', position: { label: 'บ้าน' } },
    ]);
  });

  test('the longest message of LINE is stored whole', () => {
    const long = 'ก'.repeat(5000);
    expect(read(OPEN, long).message?.text).toBe(long);
    for (const text of [
      '!'.repeat(5000),
      `${'!'.repeat(4999)}a`,
      '1'.repeat(5000),
      'ช่วย'.repeat(1250),
      ' 1.1'.repeat(1250),
    ]) {
      for (const conversation of [IDLE, DRAFT, ASKED_PHONE])
        expect(read(conversation, text).message?.text ?? '').not.toContain('\0');
    }
  });

  test('no text is lost: it means something, or it is stored', () => {
    const conversations = [IDLE, DRAFT, NEEDS_PLACE, ASKED_PHONE, OPEN, ENDED];
    const aText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({
        unit: fc.constantFrom('ช่วย', 'ด้วย', ' ', '1', '๑', '.', ',', '0', '8', 'help', 'ไม่', '🆘', '\0'),
        maxLength: 20,
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...conversations), aText, (conversation, text) => {
        const { intents, message } = read(conversation, text);
        expect(intents.length > 0 || message !== null).toBe(true);
        expect(JSON.stringify(message)).not.toMatch(/\\u0000|\\ud[89a-f]/);
      }),
      { seed: 191, numRuns: 2000 },
    );
  });

  test('stickers, voice and pictures are for the officer; following the account is a greeting', () => {
    for (const kind of ['image', 'video', 'audio', 'file'] as const) {
      const input = { kind, messageId: 'm9', fetchable: true };
      expect(understand(IDLE, input, at, geography)).toEqual({
        intents: [],
        message: { kind, text: null, externalId: 'm9' },
      });
    }
    expect(understand(IDLE, { kind: 'sticker', messageId: 'm9' }, at, geography).message?.kind).toBe('sticker');
    expect(understand(IDLE, { kind: 'followed' }, at, geography).intents).toEqual([{ kind: 'hello' }]);
    expect(understand(IDLE, { kind: 'other' }, at, geography).intents).toEqual([{ kind: 'unclear' }]);
  });

  test('the types are offered in the order of the documents', () => {
    expect(INCIDENT_TYPES.map((_, index) => only(DRAFT, String(index + 1)))).toEqual(
      INCIDENT_TYPES.map((type) => ({ kind: 'type', type })),
    );
  });
});
