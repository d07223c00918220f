import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KNOWN_INCIDENT_TYPES } from '#contract/incident-type';
import type { ReportedPosition } from '#contract/position';
import { type Conversation, type Fact, type Intent, NEW_CONVERSATION } from './conversation.ts';
import { decide } from './decide.ts';
import type { Circumstances } from './draft.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-11-21T19:00:00.000Z');
const timeOf = (minute: number) => new Date(START + minute * MINUTE);

const at = (minute: number, newReportId: string): Circumstances => ({
  ...{ reporter: { id: 'reporter', channel: 'line', language: 'th' }, newReportId, newMessageId: 'message' },
  ...{ at: timeOf(minute), now: timeOf(minute), isFlood: false },
});

type Statement = { minute: number; intent: Intent };

const pin = (minute: number): ReportedPosition => ({
  ...{ lat: 16 + minute / 100, lng: 100.26, at: timeOf(minute).toISOString() },
  ...{ source: 'line-pin', accuracyMetres: null, label: null },
});
const name = (minute: number): ReportedPosition => ({ ...pin(minute), source: 'typed', accuracyMetres: 4200 });

/** What the incident stores; it applies each fact in order of arrival, because intake has checked it already. */
type Stored = {
  position: unknown;
  type: unknown;
  phone: unknown;
  canTakeCalls: unknown;
  cancel: unknown;
  silent: boolean;
};

function apply(stored: Stored, fact: Fact): Stored {
  switch (fact.kind) {
    case 'place-given':
      return { ...stored, position: fact.position };
    case 'report-position-added':
      return fact.payload.isOlder ? stored : { ...stored, position: fact.payload.position };
    case 'type-chosen':
      return { ...stored, type: fact.type };
    case 'report-type-changed':
      return { ...stored, type: fact.payload.type };
    case 'report-phone-added': {
      const { phone, canTakeCalls } = fact.payload;
      return { ...stored, phone: phone ?? stored.phone, canTakeCalls };
    }
    case 'report-cancel-requested':
      return { ...stored, cancel: fact.payload.reason };
    case 'report-cancel-withdrawn':
      return { ...stored, cancel: null };
    default:
      return stored;
  }
}

/** The statements as they arrive; a submitted report is an open incident. */
function hear(statements: readonly Statement[]): Stored {
  let conversation: Conversation = NEW_CONVERSATION;
  let stored: Stored = { position: null, type: null, phone: null, canTakeCalls: null, cancel: null, silent: false };
  for (const { minute, intent } of statements) {
    const decision = decide(conversation, { intents: [intent], message: null }, at(minute, 'report'));
    const { silent } = decision.conversation.report ?? stored;
    stored = { ...decision.facts.reduce(apply, stored), silent };
    conversation = decision.conversation;
    if (decision.facts.some(({ kind }) => kind === 'report-submitted') && conversation.report) {
      const lastNotified = {
        status: 'waiting',
        code: 'ES-6911-0001',
        since: timeOf(0).toISOString(),
        etaAt: null,
      } as const;
      conversation = { ...conversation, report: { ...conversation.report, lastNotified } };
    }
  }
  return stored;
}

const aType = fc.constantFrom(...KNOWN_INCIDENT_TYPES);
const anEnrichment = (minute: number): fc.Arbitrary<Intent> =>
  fc.oneof(
    fc.constantFrom<Intent>(
      { kind: 'place', position: pin(minute), inThailand: true },
      { kind: 'place', position: name(minute), inThailand: true },
      { kind: 'silence' },
    ),
    aType.map((type): Intent => ({ kind: 'type', type })),
    aType.map((type): Intent => ({ kind: 'type', type, fromText: true })),
    fc.constant<Intent>({ kind: 'type', type: 'unknown' }),
  );
const aChange = (minute: number): fc.Arbitrary<Intent> =>
  fc.oneof(
    { weight: 3, arbitrary: anEnrichment(minute) },
    {
      weight: 2,
      arbitrary: fc.constantFrom<Intent>(
        { kind: 'no-calls' },
        { kind: 'phone', phone: `+6681234${1000 + minute}` },
        { kind: 'cancel-because', reason: 'safe-now' },
        { kind: 'cancel-because', reason: 'by-mistake' },
        { kind: 'keep' },
      ),
    },
  );

/** Statements a minute apart, and another order in which they may arrive. */
function inTwoOrders(statement: (minute: number) => fc.Arbitrary<Intent>) {
  return fc
    .integer({ min: 2, max: 9 })
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => statement(at + 1))))
    .map((intents) => intents.map((intent, at): Statement => ({ minute: at + 1, intent })))
    .chain((made) => fc.shuffledSubarray(made, { minLength: made.length }).map((arrived) => ({ made, arrived })));
}

const olderPosition = (minute: number) => ({
  kind: 'report-position-added',
  payload: { reportId: 'report', position: pin(minute), isOlder: true },
});

describe('the order of arrival does not matter', () => {
  const opening: Statement = { minute: 0, intent: { kind: 'place', position: pin(0), inThailand: true } };

  test('for statements about an open incident: position, type, phone, calls, cancelling, silent mode', () => {
    fc.assert(
      fc.property(inTwoOrders(aChange), ({ made, arrived }) => {
        expect(hear([opening, ...arrived])).toEqual(hear([opening, ...made]));
      }),
      { seed: 7, numRuns: 2000 },
    );
  });

  test('for statements that make the report', () => {
    fc.assert(
      fc.property(inTwoOrders(anEnrichment), ({ made, arrived }) => {
        expect(hear(arrived)).toEqual(hear(made));
      }),
      { seed: 7, numRuns: 2000 },
    );
  });

  test('an older pin that comes late is stored as an older one and does not move the place', () => {
    const late = decide(
      {
        ...NEW_CONVERSATION,
        report: {
          ...{
            id: 'report',
            startedAt: timeOf(0),
            silent: false,
            type: 'confinement',
            position: pin(5),
            placeDetail: null,
            phone: null,
            statements: {},
          },
          lastNotified: { status: 'waiting', code: 'ES-6911-0001', since: timeOf(0).toISOString(), etaAt: null },
        },
      },
      { intents: [{ kind: 'place', position: pin(3), inThailand: true }], message: null },
      at(3, 'other'),
    );
    expect(late.facts).toEqual([olderPosition(3)]);
    expect(late.conversation.report?.position).toEqual(pin(5));
  });

  test('a message from before the end of a report begins no new one, a message from after it does', () => {
    const lastNotified = {
      status: 'closed',
      code: 'ES-6911-0001',
      since: timeOf(0).toISOString(),
      etaAt: null,
    } as const;
    const ended: Conversation = {
      ...NEW_CONVERSATION,
      report: {
        ...{
          id: 'report',
          startedAt: timeOf(0),
          silent: false,
          type: 'confinement',
          position: pin(1),
          placeDetail: null,
          phone: null,
          statements: {},
        },
        lastNotified: { ...lastNotified, endedAt: timeOf(10).toISOString() },
      },
    };
    const say = (minute: number, intent: Intent) =>
      decide(ended, { intents: [intent], message: null }, at(minute, 'other')).facts;
    for (const intent of [{ kind: 'help-request' }, { kind: 'type', type: 'confinement' }] as Intent[]) {
      expect(say(9, intent)).toEqual([]);
      expect(say(11, intent).map(({ kind }) => kind)).toContain('started');
    }
    const place = (minute: number): Intent => ({ kind: 'place', position: pin(minute), inThailand: true });
    expect(say(9, place(9))).toEqual([olderPosition(9)]);
    expect(say(11, place(11)).map(({ kind }) => kind)).toContain('report-submitted');
  });
});
