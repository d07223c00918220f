import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ChangeWebReport, WebReportStatus } from '#contract/citizen-report';
import { CITIZEN_TEXTS } from '#contract/citizen-texts';
import type { PublicLanguage } from '#contract/languages';
import type { Outcome } from './change-queue.ts';
import { sayIn } from './page-data.ts';
import { createStatusScreen } from './status-screen.ts';
import { noLineScreen } from './unsent-screen.ts';

const NOW = '2026-11-29T07:00:00.000Z';
const STATION = { th: 'สภ.บึงพนา', en: 'Bueng Phana Police Station' };
const waits: WebReportStatus = {
  ...{ code: '93VFJV4AGF', incidentCode: 'ES-6911-0412', state: 'waiting', since: NOW, now: NOW, etaAt: null },
  ...{ isUnanswered: false, station: STATION, type: 'confinement', silent: false, language: 'th' },
  position: { lat: 16.8, lng: 100.2, source: 'device-gps', at: NOW, accuracyMetres: 12, label: null },
  ...{ placeName: null, placeDetail: null, places: [], phone: null, canTakeCalls: null, cancelRequested: null },
  actions: ['position', 'type', 'phone', 'message', 'photo', 'silence', 'nobody-came', 'cancel'],
  ...{ messages: [], writtenAt: NOW, receivedAt: NOW },
} as WebReportStatus;
const comes: WebReportStatus = { ...waits, state: 'acknowledged', etaAt: '2026-11-29T07:08:00.000Z' };

beforeEach(() => vi.useFakeTimers({ now: new Date(NOW) }));
afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

/** The screen on a page, and what it asked of the server. `answer`: what the server says to it. */
function aScreen(
  first: WebReportStatus,
  answer: (change: ChangeWebReport) => Promise<Outcome> = async () => ({ status: first }),
  language: PublicLanguage = 'th',
) {
  const data = { language, texts: CITIZEN_TEXTS[language].texts };
  const asked: ChangeWebReport[] = [];
  const [open, box] = [document.createElement('button'), document.createElement('div')];
  const map = { open, box, close: () => undefined, isOpen: () => false };
  const screen = createStatusScreen({
    ...{
      data,
      map,
      say: sayIn(data),
      first,
      locate: () => undefined,
      onNew: () => undefined,
      onHeading: () => undefined,
    },
    addPhoto: async () => ({ status: first }),
    change: (change) => {
      asked.push(change);
      return answer(change);
    },
  });
  document.body.append(...screen.nodes);
  screen.show(first);
  const text = (): string => document.body.textContent ?? '';
  const press = async (words: string): Promise<void> => {
    const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === words);
    if (!button) throw new Error(`no button ${words}`);
    button.click();
    await vi.advanceTimersByTimeAsync(0);
  };
  const pass = (seconds: number): void => {
    vi.advanceTimersByTime(seconds * 1000);
    screen.tick();
  };
  return { ...screen, asked, text, press, pass, card: () => document.querySelector('.card') as HTMLElement };
}

test('while nobody has answered it says how long, and that one may call', () => {
  const { text, pass, card } = aScreen({ ...waits, isUnanswered: true });
  expect(card().classList.contains('answered')).toBe(false);
  expect(text()).toContain('รอเจ้าหน้าที่รับเหตุ');
  pass(150);
  expect(text()).toContain('ผ่านมา 2 นาที');
  expect(text()).toContain('ถ้าโทรได้ โทร 191');
});

test('who has it and when they come is said, and corrected when the time has passed', () => {
  const { text, pass, card } = aScreen(comes);
  expect(card().classList.contains('answered')).toBe(true);
  expect(text()).toContain('สภ.บึงพนา รับเหตุแล้ว');
  expect(text()).toContain('จะถึงในอีก 8 นาที');
  pass(5 * 60);
  expect(text()).toContain('จะถึงในอีก 3 นาที');
  pass(4 * 60);
  expect(text()).toContain('เลยเวลาที่บอก (14:08 น.) แล้ว');
  expect(text()).not.toContain('จะถึงในอีก');
});

test('after 30 s without a sign it says how old it is and loses its green; a sign makes it live again', () => {
  const { text, pass, card, sign, tick } = aScreen(comes);
  pass(29);
  expect(card().classList.contains('stale')).toBe(false);
  pass(3);
  expect(card().classList.contains('stale')).toBe(true);
  expect(text()).toContain('ข้อมูลเก่า 32 วินาที');
  sign();
  tick();
  expect(card().classList.contains('stale')).toBe(false);
  expect(text()).toContain('สด · 0 วินาทีก่อน');
});

test('the phone’s own clock does not matter: the server’s counts', () => {
  vi.setSystemTime(new Date('2020-01-01T00:00:00Z'));
  expect(aScreen(comes).text()).toContain('จะถึงในอีก 8 นาที');
});

test('cancelling asks why; in a silent report "all fine" stands among the answers, elsewhere not', async () => {
  const open = aScreen(waits);
  await open.press('ขอยกเลิก');
  expect(open.text()).not.toContain('ไม่เป็นไรแล้ว');
  await open.press('กดผิด');
  expect(open.asked).toMatchObject([{ cancel: 'by-mistake' }]);
  document.body.replaceChildren();
  const silent = aScreen({ ...waits, silent: true, station: null, actions: [...waits.actions, 'all-fine'] });
  await silent.press('ขอยกเลิก');
  await silent.press('ไม่เป็นไรแล้ว');
  expect(silent.asked).toMatchObject([{ cancel: 'all-fine' }]);
  expect(silent.text()).toContain(CITIZEN_TEXTS.th.texts['cancel.done']);
});

test('only what can be done now is offered', () => {
  const { text } = aScreen({ ...waits, state: 'closed', actions: ['rate', 'nobody-came'] });
  expect(text()).toContain('ไม่มีใครมา');
  expect(text()).toContain('ให้คะแนน');
  for (const words of ['ปลอดภัยแล้ว', 'ขอยกเลิก']) expect(text()).not.toContain(words);
});

test('what was found about a report can be appealed, and what they write is read', async () => {
  const heard = aScreen({ ...waits, state: 'closed', actions: ['nobody-came', 'message', 'appeal'] });
  await heard.press('ขออุทธรณ์');
  expect(heard.asked).toMatchObject([{ appeal: true }]);
  await write('มีคลิป');
  expect(heard.asked).toMatchObject([{ appeal: true }, { message: { text: 'มีคลิป' } }]);
});

test('a refusal is said, and what was typed comes back', async () => {
  const { text } = aScreen(waits, async () => ({ refusal: 'ปิดเรื่องแล้ว' }));
  const message = await write('อยู่ชั้นสอง');
  expect(text()).toContain('ปิดเรื่องแล้ว');
  expect(message.value).toBe('อยู่ชั้นสอง');
});

test('what has not arrived stands there in words, beside what was said, until it has', async () => {
  const { text, showUnsent, asked } = aScreen(waits, async () => 'waiting');
  const { unsent, sending, nobodyCame } = CITIZEN_TEXTS.th.texts;
  const message = await write('อยู่ชั้นสอง');
  expect(message.value).toBe('');
  expect(text()).not.toContain(unsent);
  const waiting = { key: { code: waits.code, secret: 's' }, order: 1, isLeft: false };
  const [said] = asked;
  showUnsent([{ ...waiting, change: said ?? {}, isStuck: false }]);
  expect(text()).toContain(`อยู่ชั้นสอง${sending}`);
  showUnsent([
    { ...waiting, change: said ?? {}, isStuck: true },
    { ...waiting, change: { nobodyCame: true }, isStuck: true },
    { ...waiting, photoType: 'image/jpeg', isStuck: true },
  ]);
  for (const words of [`อยู่ชั้นสอง${unsent}`, `${nobodyCame}${unsent}`, `ส่งรูป${unsent}`]) expect(text()).toContain(words);
  expect(text()).toContain(CITIZEN_TEXTS.th.texts['unsent.call']);
  showUnsent([]);
  expect(text()).not.toContain(unsent);
  expect(text()).not.toContain(CITIZEN_TEXTS.th.texts['unsent.call']);
});

test('a sent report that can’t be asked about is no empty form: it says so, and in silence names nobody', () => {
  const { texts } = CITIZEN_TEXTS.th;
  const say = sayIn({ texts });
  const shown = (silent: boolean, waits: boolean): string => {
    document.body.replaceChildren(...noLineScreen({ say, silent, waits }));
    return document.body.textContent ?? '';
  };
  expect(shown(false, true)).toContain(texts['unsent.kept']);
  expect(shown(false, false)).toContain(texts['unsent.call']);
  expect(shown(false, false)).not.toContain(texts['unsent.kept']);
  expect(shown(true, true)).not.toContain('191');
});

test('what was taken back promises no step and is not green; what is closed has done them', () => {
  for (const state of ['cancelled', 'dropped'] as const) {
    const { text, card } = aScreen({ ...waits, state, actions: [] });
    expect(text()).not.toContain(CITIZEN_TEXTS.th.texts['step.alerted']);
    expect(card().classList.contains('answered')).toBe(false);
    document.body.replaceChildren();
  }
  const { text, card } = aScreen({ ...waits, state: 'closed', actions: ['rate'] });
  expect(text()).toContain(CITIZEN_TEXTS.th.texts['step.on-scene']);
  expect(card().classList.contains('answered')).toBe(true);
});

async function write(text: string): Promise<HTMLTextAreaElement> {
  const message = document.querySelector<HTMLTextAreaElement>('#message');
  if (!message) throw new Error('no message');
  message.value = text;
  message.form?.dispatchEvent(new Event('submit', { cancelable: true }));
  await vi.advanceTimersByTimeAsync(0);
  return message;
}

test('a ready question is in the reader’s own language, and its answer goes out as its code', async () => {
  const question = {
    ...{ askedId: '01990000-0000-7000-8000-000000000001', question: 'weapon-seen', answer: null },
    answers: [{ answer: 'knife', label: 'Knife' }],
  } as const;
  const messages = [
    {
      id: '01990000-0000-7000-8000-000000000002',
      at: NOW,
      from: 'officer',
      kind: 'text',
      text: 'x',
      sender: null,
      question,
    },
  ];
  const { text, press, asked } = aScreen({ ...waits, messages } as unknown as WebReportStatus, undefined, 'km');
  const km = CITIZEN_TEXTS.km.texts;
  expect(text()).toContain(km['q.weapon-seen']);
  await press(km['a.knife']);
  expect(asked).toMatchObject([{ answer: { askedId: question.askedId, answer: 'knife' } }]);
});
