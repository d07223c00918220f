import { describe, expect, test } from 'vitest';
import {
  type Conversation,
  type Decision,
  type Intent,
  isInTouch,
  type Meaning,
  NEW_CONVERSATION,
  type NotifiedStatus,
  type ReporterMessage,
} from './conversation.ts';
import { decide } from './decide.ts';
import type { Circumstances } from './draft.ts';

const pin = {
  lat: 16.82,
  lng: 100.26,
  source: 'line-pin',
  at: '2026-11-21T19:22:00.000Z',
  accuracyMetres: null,
  label: null,
} as const;
const AT = new Date('2026-11-21T19:23:00.000Z');
const CIRCUMSTANCES: Omit<Circumstances, 'newReportId'> = {
  ...{ reporter: { id: 'reporter', channel: 'line', language: 'th' }, newMessageId: 'message' },
  ...{ at: AT, now: AT, isFlood: false },
};
const named = { ...pin, source: 'typed', accuracyMetres: 4000, label: 'ต.ในเมือง' } as const;
const message = (kind: ReporterMessage['kind'] = 'text'): ReporterMessage => ({
  kind,
  text: kind === 'text' ? 'เขามีมีด' : null,
  externalId: '1',
});

/** Runs a conversation; what other capabilities do is simulated: a submitted report becomes an open incident. */
function walk(meanings: (Meaning | Intent)[], from: Conversation = NEW_CONVERSATION): Decision[] {
  let conversation = from;
  return meanings.map((step, at) => {
    const meaning = 'kind' in step ? { intents: [step], message: null } : step;
    const decision = decide(conversation, meaning, { ...CIRCUMSTANCES, newReportId: `report-${at}` });
    conversation = afterwards(decision);
    return decision;
  });
}

function afterwards({ conversation, facts }: Decision): Conversation {
  const opens = facts.some(({ kind }) => kind === 'report-submitted' || kind === 'report-nobody-came');
  return opens ? withStatus(conversation, 'waiting') : conversation;
}

function withStatus(conversation: Conversation, status: NotifiedStatus['status']): Conversation {
  const { report } = conversation;
  const news = { status, code: 'ES-6911-0001', since: pin.at, etaAt: null };
  return { ...conversation, report: report && { ...report, lastNotified: news } };
}

const last = (decisions: Decision[]): Decision => decisions.at(-1) as Decision;
const says = (decisions: Decision[]) => last(decisions).prompts.map(({ key }) => key);
const does = (decisions: Decision[]) => last(decisions).facts.map(({ kind }) => kind);
const START: Intent = { kind: 'report', silent: false };
const SILENT: Intent = { kind: 'report', silent: true };
const TYPE: Intent = { kind: 'type', type: 'confinement' };
const PLACE: Intent = { kind: 'place', position: pin, inThailand: true };
const ABROAD: Intent = { kind: 'place', position: pin, inThailand: false };
const OPEN = [START, TYPE, PLACE];

describe('until the alert', () => {
  test('type, then place: alerted at the second, and the phone is asked for afterwards', () => {
    expect(says(walk([START]))).toEqual(['ask-type']);
    expect(says(walk([START, TYPE]))).toEqual(['ask-place']);
    expect(does(walk(OPEN))).toEqual(['place-given', 'report-submitted']);
    expect(says(walk(OPEN))).toEqual(['ask-phone']);
  });

  test('a type is never a reason to wait: a place alone alerts, even as the first message; then type and phone are asked for', () => {
    for (const before of [[], [START], [{ kind: 'help-request' } as const], [SILENT], [{ kind: 'silence' } as const]]) {
      const steps = walk([...before, PLACE]);
      expect(does(steps).slice(-3)).toEqual(['place-given', 'type-chosen', 'report-submitted']);
      expect(last(steps).conversation.report?.type).toBe('unknown');
      expect(says(steps)).toEqual(['alerted-ask-type']);
    }
    expect(does(walk([PLACE, TYPE]))).toEqual(['report-type-changed']);
    expect(says(walk([PLACE, TYPE]))).toEqual(['type-changed', 'ask-phone']);
    expect(says(walk([SILENT, PLACE, TYPE]))).toEqual(['type-changed']);
  });

  test('"not sure" is an answer like any other, and never replaces a known type', () => {
    const unsure: Intent = { kind: 'type', type: 'unknown' };
    expect(does(walk([START, unsure, PLACE]))).toEqual(['place-given', 'report-submitted']);
    expect(says(walk([START, unsure, PLACE]))).toEqual(['ask-phone']);
    expect(does(walk([PLACE, unsure]))).toEqual([]);
    expect(says(walk([PLACE, unsure]))).toEqual(['status', 'ask-phone']);
    expect(does(walk([...OPEN, unsure]))).toEqual([]);
  });

  test('asked for the type they write something else: it goes to the officer, and the phone is asked for', () => {
    const messageOnly: Meaning = { intents: [], message: message() };
    expect(does(walk([PLACE, messageOnly]))).toEqual(['report-message-received']);
    expect(says(walk([PLACE, messageOnly]))).toEqual(['message-waits', 'ask-phone']);
    expect(says(walk([SILENT, PLACE, messageOnly]))).toEqual(['message-waits']);
  });

  test('a place outside Thailand alerts no station, but begins a draft that the control room sees', () => {
    expect(does(walk([ABROAD]))).toEqual(['started']);
    expect(says(walk([ABROAD]))).toEqual(['outside-thailand']);
  });

  test('everything in one message: its text is stored before the alert, which passes it on', () => {
    const all = { intents: [{ kind: 'help-request' }, TYPE, PLACE], message: message() } as const;
    expect(does(walk([{ ...all, intents: [...all.intents] }]))).toEqual([
      'started',
      'type-chosen',
      'place-given',
      'message-kept',
      'report-submitted',
    ]);
  });

  test('a second type corrects the first, before and after the alert', () => {
    const second: Intent = { kind: 'type', type: 'violent-frenzy' };
    expect(last(walk([START, TYPE, second])).conversation.report?.type).toBe('violent-frenzy');
    expect(does(walk([...OPEN, second]))).toEqual(['report-type-changed']);
    expect(does(walk([...OPEN, TYPE]))).toEqual(['type-confirmed']);
    expect(says(walk([...OPEN, TYPE]))).toEqual(['status']);
  });

  test('a place outside Thailand is refused and asked again', () => {
    expect(says(walk([START, TYPE, ABROAD]))).toEqual(['outside-thailand']);
    expect(does(walk([START, TYPE, ABROAD]))).toEqual([]);
    expect(does(walk([START, TYPE, ABROAD, PLACE]))).toContain('report-submitted');
  });

  test('a link without coordinates: the place is asked for again, and what else is missing', () => {
    const link: Intent = { kind: 'unreadable-link' };
    expect(says(walk([START, TYPE, link]))).toEqual(['unreadable-link']);
    expect(says(walk([START, link]))).toEqual(['unreadable-link', 'ask-type']);
    expect(does(walk([link]))).toEqual(['started']);
  });

  test('a phone number given early is stored and not asked for again', () => {
    const phone: Intent = { kind: 'phone', phone: '+66812345678' };
    expect(does(walk([START, phone]))).toEqual(['phone-given']);
    expect(says(walk([START, phone]))).toEqual(['ask-type']);
    const submitted = walk([START, phone, TYPE, PLACE]);
    expect(does(submitted)).toContain('report-submitted');
    expect(says(submitted)).toEqual([]);
  });

  test('a voice message from somebody who has not reported begins a report; a sticker does not', () => {
    const voice = { intents: [], message: message('audio') };
    expect(does(walk([voice]))).toEqual(['started', 'message-kept']);
    expect(says(walk([voice]))).toEqual(['ask-type-again']);
    expect(says(walk([{ intents: [], message: message('sticker') }]))).toEqual(['idle-hint']);
  });
});

describe('while an incident is open', () => {
  test('"report" again: asked whether the same or a new one', () => {
    expect(says(walk([...OPEN, START]))).toEqual(['same-or-new']);
    expect(does(walk([...OPEN, START, { kind: 'same' }]))).toEqual([]);
    expect(does(walk([...OPEN, START, { kind: 'new' }]))).toEqual(['started']);
  });

  test('"silent" takes effect at once, without a question', () => {
    expect(does(walk([...OPEN, SILENT]))).toEqual(['report-silenced']);
    expect(does(walk([...OPEN, { kind: 'silence' }]))).toEqual(['report-silenced']);
    expect(says(walk([...OPEN, SILENT, { kind: 'silence' }]))).toEqual(['status']);
  });

  test('"nobody came, don’t call" in one message: the reopened report becomes silent, no second report begins', () => {
    const ended = withStatus(last(walk(OPEN)).conversation, 'closed');
    const both = {
      intents: [{ kind: 'nobody-came', reportId: null }, { kind: 'silence' }],
      message: null,
    } satisfies Meaning;
    expect(does(walk([both], ended))).toEqual(['report-nobody-came', 'report-silenced']);
  });

  test('a new report beside an open silent one is silent too', () => {
    const [, , , , , begun] = walk([SILENT, TYPE, PLACE, START, { kind: 'new' }, TYPE]);
    expect(begun?.conversation.report?.silent).toBe(true);
    const asked = walk([...OPEN, SILENT, SILENT, { kind: 'new' }]);
    expect(does(asked)).toEqual(['started']);
    expect(last(asked).conversation.report?.silent).toBe(true);
  });

  test('the name of a subdistrict does not move the patrol away from a pin, but corrects another name', () => {
    const name: Intent = { kind: 'place', position: named, inThailand: true };
    expect(does(walk([...OPEN, name]))).toEqual([]);
    expect(does(walk([START, TYPE, name, name]))).toEqual(['report-position-added']);
    expect(does(walk([START, TYPE, name, PLACE, name]))).toEqual([]);
  });

  test('cancelling asks for a reason, tells the officer and ends nothing by itself', () => {
    const because: Intent = { kind: 'cancel-because', reason: 'safe-now' };
    expect(says(walk([...OPEN, { kind: 'cancel' }]))).toEqual(['ask-cancel']);
    expect(does(walk([...OPEN, { kind: 'cancel' }, because]))).toEqual(['report-cancel-requested']);
    expect(isInTouch(last(walk([...OPEN, { kind: 'cancel' }, because])).conversation.report)).toBe(true);
    expect(does(walk([...OPEN, { kind: 'cancel' }, { kind: 'keep' }]))).toEqual(['report-cancel-withdrawn']);
    expect(says(walk([START, { kind: 'cancel' }]))).toEqual(['ask-cancel-draft']);
    expect(does(walk([START, { kind: 'cancel' }, because]))).toEqual(['dropped']);
  });

  test('"nobody came" goes to the officer who says they are on scene', () => {
    const shout = { intents: [{ kind: 'nobody-came', reportId: null } as const], message: message() };
    const onScene = withStatus(last(walk(OPEN)).conversation, 'on-scene');
    expect(does(walk([shout], onScene))).toEqual(['report-message-received']);
    expect(says(walk([shout], onScene))).toEqual(['message-passed-on', 'status']);
  });

  test('a wrong number is passed on too: only one digit may be wrong', () => {
    const wrong = { intents: [{ kind: 'wrong-phone' } as const], message: message() };
    expect(does(walk([...OPEN, wrong]))).toEqual(['report-message-received']);
    expect(says(walk([...OPEN, wrong]))).toEqual(['phone-wrong']);
  });
});

test('a number counts only for the question that offered it', () => {
  const offered = [{ label: 'กดผิด', data: 'cancel:by-mistake', number: 1 }];
  const cancelling = { ...last(walk([...OPEN, { kind: 'cancel' }])).conversation, offered };
  expect(last(walk([{ kind: 'status' }], withStatus(cancelling, 'waiting'))).conversation.offered).toEqual(offered);
  expect(last(walk([{ kind: 'keep' }], withStatus(cancelling, 'waiting'))).conversation.offered).toEqual([]);
});

describe('after the end', () => {
  const ended = (status: NotifiedStatus['status'], way = OPEN) => withStatus(last(walk(way)).conversation, status);
  const messageOnly = { intents: [], message: message() };

  test('"nobody came" reopens resolved, closed and cancelled reports', () => {
    for (const status of ['resolved', 'closed', 'cancelled'] as const) {
      expect(does(walk([{ kind: 'nobody-came', reportId: null }], ended(status)))).toEqual(['report-nobody-came']);
    }
  });

  test('messages reach the officer until the incident is closed; then the answer says that nobody reads them', () => {
    expect(does(walk([messageOnly], ended('resolved')))).toEqual(['report-message-received']);
    expect(says(walk([messageOnly], ended('resolved')))).toEqual(['message-after-resolved']);
    expect(does(walk([messageOnly], ended('closed')))).toEqual([]);
    expect(says(walk([messageOnly], ended('closed')))).toEqual(['ended-hint']);
  });

  test('a new report begins without a question, and silent if the last one was', () => {
    expect(last(walk([PLACE], ended('closed', [SILENT, TYPE, PLACE]))).conversation.report?.silent).toBe(true);
    expect(does(walk([PLACE], ended('closed', [SILENT, TYPE, PLACE])))[0]).toBe('started');
    expect(last(walk([START], ended('closed', [SILENT, TYPE, PLACE]))).conversation.report?.silent).toBe(false);
    expect(does(walk([START], ended('closed', [SILENT, TYPE, PLACE])))[0]).toBe('started');
  });

  test('a conversation stays silent after a silent draft was dropped', () => {
    const dropped = walk([SILENT, { kind: 'cancel' }, { kind: 'cancel-because', reason: 'by-mistake' }]);
    expect(last(dropped).conversation).toMatchObject({ report: null, silentMode: true });
  });

  test('stars only after closing', () => {
    const rating: Intent = { kind: 'rating', stars: 5, reportId: null };
    expect(does(walk([rating], ended('closed')))).toEqual(['report-rated']);
    for (const status of ['waiting', 'resolved', 'cancelled'] as const) {
      expect(does(walk([rating], ended(status)))).toEqual([]);
    }
  });
});

describe('asked after the end whether they want to add something', () => {
  const ended = withStatus(last(walk(OPEN)).conversation, 'closed');
  const heard = (more: Partial<NotifiedStatus> = {}): Conversation => {
    const { report } = ended;
    const lastNotified = report?.lastNotified && { ...report.lastNotified, listensUntil: AT.toISOString(), ...more };
    return { ...ended, report: report && { ...report, id: 'ended', lastNotified: lastNotified ?? null } };
  };
  const written: Meaning = { intents: [], message: message() };

  test('what they write is read until then, and no longer', () => {
    const answered = walk([written], heard());
    expect([does(answered), says(answered)]).toEqual([['report-message-received'], ['answer-noted']]);
    const late = walk([written], heard({ listensUntil: '2026-11-21T19:22:59.999Z' }));
    expect([does(late), says(late)]).toEqual([[], ['ended-hint']]);
  });

  test('words of danger begin a new report as always, and are their answer too', () => {
    const danger = walk([{ intents: [TYPE], message: message() }], heard());
    expect(says(danger)).toEqual(['ask-place']);
    expect(does(danger)).toEqual(['started', 'type-chosen', 'message-kept', 'report-message-received']);
    const answer = last(danger).facts.at(-1);
    expect(answer).toMatchObject({ payload: { reportId: 'ended', externalId: '1:heard' } });
  });

  test('an appeal is passed on while it may be made; without a finding they read how their report stands', () => {
    const finding = { id: 'finding', until: AT.toISOString() };
    const appeal: Intent = { kind: 'appeal', findingId: null };
    const made = walk([appeal], heard({ finding }));
    expect([does(made), says(made)]).toEqual([['finding-appeal-wanted'], []]);
    const late = walk([appeal], heard({ finding: { id: 'finding', until: pin.at } }));
    expect([does(late), says(late)]).toEqual([[], ['appeal-too-late']]);
    expect(says(walk([appeal], ended))).toEqual(['status']);
    expect(says(walk([appeal]))).toEqual(['no-report']);
  });
});
