import { describe, expect, test } from 'vitest';
import type { ChatMessage } from '#contract/incident';
import { aDetail, anIncident } from '../an-incident.ts';
import { applyToDetail } from './apply-to-detail.ts';

const message = (number: number, change: Partial<ChatMessage> = {}): ChatMessage => ({
  id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
  at: `2026-11-21T02:${String(number).padStart(2, '0')}:00.000Z`,
  reportId: '00000000-0000-4000-8000-0000000000ff',
  from: 'reporter',
  by: null,
  kind: 'text',
  question: null,
  answer: null,
  text: 'ช่วยด้วย',
  attachmentUrl: null,
  attachment: null,
  unsentAt: null,
  delivery: null,
  ...change,
});
const chatEvent = (of: ChatMessage) => ({ event: 'chat-message' as const, incidentId: anIncident(1).id, message: of });

describe('an opened incident follows what is heard live', () => {
  test('a newer row is shown at once and the rest is read again', () => {
    const incident = anIncident(1, { version: 2, status: 'acknowledged' });
    const next = applyToDetail(aDetail(), { event: 'incident-changed', incident });
    expect(next).toEqual({ detail: aDetail({ incident }), isStale: true });
  });

  test('an older row changes nothing', () => {
    const detail = aDetail({ incident: anIncident(1, { version: 5 }) });
    expect(applyToDetail(detail, { event: 'incident-changed', incident: anIncident(1, { version: 4 }) })).toEqual({
      detail,
      isStale: false,
    });
  });

  test('messages stand in the order they were written, each once', () => {
    const first = applyToDetail(aDetail({ messages: [message(2)] }), chatEvent(message(1))).detail;
    expect(first.messages.map(({ at }) => at)).toEqual([message(1).at, message(2).at]);
    const second = applyToDetail(first, chatEvent(message(2, { delivery: 'sent' }))).detail;
    expect(second.messages).toHaveLength(2);
    expect(second.messages[1]?.delivery).toBe('sent');
  });

  test('a file that has arrived is read again, because its link is made for the reader; a refused one is not', () => {
    const file = { contentType: 'image/jpeg', bytes: 900, refusal: null };
    expect(applyToDetail(aDetail(), chatEvent(message(1, { kind: 'image', attachment: file }))).isStale).toBe(true);
    const refused = { contentType: null, bytes: null, refusal: 'type' as const };
    expect(applyToDetail(aDetail(), chatEvent(message(1, { kind: 'file', attachment: refused }))).isStale).toBe(false);
  });

  test('an unsent message loses its text', () => {
    const taken = message(1, { text: null, unsentAt: '2026-11-21T02:05:00.000Z' });
    expect(applyToDetail(aDetail({ messages: [message(1)] }), chatEvent(taken)).detail.messages).toEqual([taken]);
  });
});
