import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { INCIDENT_TYPES } from '#contract/incident-type';
import {
  type Conversation,
  type Decision,
  type Intent,
  isDraft,
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
const typedPlace = {
  code: '650101',
  name: { th: 'ต.ในเมือง', en: 'Nai Mueang' },
  shortName: { th: 'ต.ในเมือง', en: 'Nai Mueang' },
  position: { lat: 16.82, lng: 100.26 },
  accuracyMetres: 4000,
  isSure: true,
};
const message = (kind: ReporterMessage['kind'] = 'text'): ReporterMessage => ({
  kind,
  text: kind === 'text' ? 'เขามีมีด' : null,
  externalId: '1',
});

/** What the other capabilities do: a submitted report becomes an open incident. */
function afterwards({ conversation, facts }: Decision): Conversation {
  const isBegun = facts.some(({ kind }) => kind === 'started');
  // In the same message as a new report, "nobody came" is about the previous one.
  const opens = facts.some(({ kind }) => kind === 'report-submitted' || (kind === 'report-nobody-came' && !isBegun));
  return opens ? withStatus(conversation, 'waiting') : conversation;
}

function withStatus(conversation: Conversation, status: NotifiedStatus['status']): Conversation {
  const { report } = conversation;
  const news = { status, code: 'ES-6911-0001', since: pin.at, etaAt: null };
  return { ...conversation, report: report && { ...report, lastNotified: news } };
}

const START: Intent = { kind: 'report', silent: false };
const SILENT: Intent = { kind: 'report', silent: true };
const PLACE: Intent = { kind: 'place', position: pin, inThailand: true };
const ABROAD: Intent = { kind: 'place', position: pin, inThailand: false };

const anIntent: fc.Arbitrary<Intent> = fc.oneof(
  fc.constantFrom<Intent>(
    START,
    SILENT,
    { kind: 'duress' },
    { kind: 'welfare', checkId: '1', answer: 'need-help' },
    { kind: 'question-answer', askedId: '1', question: 'weapon-seen', answer: 'knife' },
    PLACE,
    ABROAD,
    { kind: 'help-request' },
    { kind: 'silence' },
    { kind: 'place', position: named, inThailand: true },
    { kind: 'places', places: [typedPlace] },
    { kind: 'phone', phone: '+66812345678' },
    { kind: 'wrong-phone' },
    { kind: 'no-calls' },
    { kind: 'same' },
    { kind: 'new' },
    { kind: 'status' },
    { kind: 'cancel' },
    { kind: 'cancel-because', reason: 'by-mistake' },
    { kind: 'keep' },
    { kind: 'nobody-came', reportId: null },
    { kind: 'help' },
    { kind: 'receipt', askedId: '1', answer: 'received' },
    { kind: 'receipt', askedId: '1', answer: 'stop' },
    { kind: 'help-danger', isDanger: true },
    { kind: 'help-danger', isDanger: false },
    { kind: 'help-receipt', requestId: '1', answer: 'received' },
    { kind: 'help-correct', requestId: '1' },
    { kind: 'help-field', requestId: '1', field: 'person.phone', text: '081' },
    { kind: 'help-later' },
    { kind: 'how-to' },
    { kind: 'placement', code: '7K3F9TQ2', place: { name: 'ใจดีมาร์ท' } },
    { kind: 'placement', code: '7K3F9TQ2', place: null },
    { kind: 'hello' },
    { kind: 'unclear' },
    { kind: 'language', language: 'en' },
  ),
  fc.constantFrom(...INCIDENT_TYPES).map((type): Intent => ({ kind: 'type', type })),
  fc.integer({ min: 1, max: 5 }).map((stars): Intent => ({ kind: 'rating', stars, reportId: null })),
);
const aMessage = fc.constantFrom(...(['text', 'image', 'audio', 'video', 'file', 'sticker'] as const)).map(message);
const aMeaning: fc.Arbitrary<Meaning> = fc.oneof(
  { weight: 6, arbitrary: anIntent.map((intent) => ({ intents: [intent], message: null })) },
  { weight: 2, arbitrary: aMessage.map((message) => ({ intents: [], message })) },
  {
    weight: 2,
    arbitrary: fc.record({ intents: fc.array(anIntent, { minLength: 1, maxLength: 3 }), message: aMessage }),
  },
);
const aNews = fc.constantFrom<NotifiedStatus['status']>(
  'acknowledged',
  'en-route',
  'on-scene',
  'resolved',
  'closed',
  'cancelled',
);
/** What the reporter does, and what the officers do in between. */
const aLife = fc.array(fc.oneof({ weight: 5, arbitrary: aMeaning }, { weight: 1, arbitrary: aNews }), {
  maxLength: 25,
});

/** Kept for the alert, or passed on at once. */
const STORED = /^(message-kept|report-message-received)$/;

type Step = { before: Conversation; meaning: Meaning; decision: Decision };

function live(life: (Meaning | NotifiedStatus['status'])[]): Step[] {
  let conversation = NEW_CONVERSATION;
  const steps: Step[] = [];
  for (const [at, event] of life.entries()) {
    if (typeof event === 'string') {
      if (conversation.report?.lastNotified) conversation = withStatus(conversation, event);
      continue;
    }
    const decision = decide(conversation, event, { ...CIRCUMSTANCES, newReportId: `report-${at}` });
    steps.push({ before: conversation, meaning: event, decision });
    conversation = afterwards(decision);
  }
  return steps;
}

const always = (holds: (step: Step) => void) =>
  fc.assert(
    fc.property(aLife, (life) => {
      for (const step of live(life)) holds(step);
    }),
    { seed: 24, numRuns: 2000 },
  );

describe('in any order of inputs', () => {
  test('a report is submitted once, as soon as a place is known, and nothing else is asked before', () => {
    always(({ before, decision: { facts, conversation, prompts } }) => {
      const submitted = facts.filter(({ kind }) => kind === 'report-submitted').length;
      const { report } = conversation;
      expect(submitted).toBe(isDraft(report) && report?.position ? 1 : 0);
      expect(isDraft(before.report) && before.report?.position).toBeFalsy();
      if (isDraft(report) && submitted === 0) {
        for (const { key } of prompts) expect(key).not.toMatch(/phone|same-or-new/);
      }
    });
  });

  test('no second report begins while one is open, unless "new" was said; a draft is never replaced', () => {
    always(({ before, meaning, decision: { facts } }) => {
      const started = facts.filter(({ kind }) => kind === 'started').length;
      expect(started).toBeLessThanOrEqual(meaning.intents.length + 1);
      if (isInTouch(before.report) && !meaning.intents.some(({ kind }) => kind === 'new')) expect(started).toBe(0);
      const isDropped = facts.some(({ kind }) => kind === 'dropped');
      if (isDraft(before.report) && !isDropped) expect(started).toBe(0);
    });
  });

  test('every input is answered or causes an event that leads to an answer', () => {
    always(({ decision: { facts, prompts } }) => {
      // What is about a request for help is answered by the capability that has it.
      const leadsToAnswer = facts.some(({ kind }) => /^(report-submitted|report-nobody-came|help-.*)$/.test(kind));
      expect(prompts.length > 0 || leadsToAnswer).toBe(true);
    });
  });

  test('a silent report stays silent, and its reporter is never asked for a phone', () => {
    always(({ before, decision: { conversation, prompts } }) => {
      const same = conversation.report && conversation.report.id === before.report?.id;
      if (same && before.report?.silent) expect(conversation.report?.silent).toBe(true);
      if (conversation.report?.silent) {
        expect(conversation.silentMode).toBe(true);
        expect(prompts.map(({ key }) => key)).not.toContain('ask-phone');
      }
    });
  });

  test('a place outside Thailand is never accepted', () => {
    always(({ meaning, decision: { facts } }) => {
      const abroadOnly = meaning.intents.every(({ kind }) => kind === 'place') && meaning.intents.includes(ABROAD);
      if (abroadOnly && meaning.intents.length === 1) {
        expect(facts.filter(({ kind }) => kind === 'place-given' || kind === 'report-position-added')).toEqual([]);
      }
    });
  });

  test('the question fits the report', () => {
    always(({ decision }) => {
      const { question, report } = afterwards(decision);
      if (question === 'type') {
        expect(isDraft(report) ? report?.type === null && report.position === null : report?.type === 'unknown').toBe(
          true,
        );
      }
      if (question === 'place')
        expect(isDraft(report) && report?.type !== null && report?.position === null).toBe(true);
      if (question === 'which-place') expect(isDraft(report)).toBe(true);
      if (question === 'phone') expect(report?.lastNotified != null && !report.silent).toBe(true);
      if (question === 'same-or-new') expect(report?.lastNotified != null).toBe(true);
    });
  });

  test('a message is stored for the officer while there is a report that has one, or will', () => {
    always(({ meaning, decision: { conversation, facts } }) => {
      const isListening = isDraft(conversation.report) || isInTouch(conversation.report);
      if (meaning.message && isListening) expect(facts.some(({ kind }) => STORED.test(kind))).toBe(true);
      const [at, alert] = [STORED, 'report-submitted'].map((kind) => facts.findIndex((fact) => fact.kind.match(kind)));
      if (meaning.message && alert !== undefined && alert >= 0) expect(at).toBeLessThan(alert);
    });
  });
});
