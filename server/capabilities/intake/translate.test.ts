import { expect, test } from 'vitest';
import { NEW_CONVERSATION, type NotifiedStatus } from './conversation.ts';
import { describeStatus } from './status.ts';
import { formatDistance, formatTime, translatorFor } from './translate.ts';
import { statusAfter } from './updates.ts';

const translate = translatorFor('th', false);

test.each([
  [0, '0 ม.'],
  [44, '40 ม.'],
  [994, '990 ม.'],
  [996, '1.0 กม.'],
  [1000, '1.0 กม.'],
  [12_345, '12.3 กม.'],
])('%i metres are %s', (metres, text) => {
  expect(formatDistance(translate, metres)).toBe(text);
});

test('the time is Bangkok’s, and midnight is 00:00', () => {
  expect(formatTime(new Date('2026-11-21T17:00:00Z'))).toBe('00:00');
  expect(formatTime(new Date('2026-11-21T17:05:59Z'))).toBe('00:05');
  expect(formatTime(new Date('2026-11-21T19:22:00Z'))).toBe('02:22');
  expect(formatTime(new Date('2026-11-21T05:00:00Z'))).toBe('12:00');
});

const now = new Date('2026-11-21T19:22:00Z');
const statusOf = (lastNotified: Partial<NotifiedStatus>) => {
  const full: NotifiedStatus = {
    status: 'waiting',
    code: 'ES-6911-0001',
    since: now.toISOString(),
    etaAt: null,
    ...lastNotified,
  };
  const report = {
    id: 'r',
    startedAt: now,
    silent: false,
    type: null,
    position: null,
    placeDetail: null,
    phone: null,
    statements: {},
    lastNotified: full,
  };
  return describeStatus({ translate, conversation: { ...NEW_CONVERSATION, report }, now }).text;
};

test('the status says that nobody has acknowledged, for how long, and to call 191', () => {
  expect(statusOf({})).toContain('ส่งเรื่องแล้วเมื่อครู่ ยังไม่มีเจ้าหน้าที่รับเหตุ');
  expect(statusOf({ since: '2026-11-21T19:09:30Z' })).toContain('ยังไม่มีเจ้าหน้าที่รับเหตุ ผ่านมา 12 นาที');
  expect(statusOf({})).toContain('โทร 191');
});

test('a passed ETA is not repeated as an ETA', () => {
  expect(statusOf({ status: 'en-route', etaAt: '2026-11-21T19:30:00Z' })).toContain('คาดว่าถึงราว 02:30 น.');
  const late = statusOf({ status: 'acknowledged', etaAt: '2026-11-21T19:20:00Z' });
  expect(late).toContain('เลยเวลาที่บอกไว้ (02:20 น.) แล้ว');
  expect(late).toContain('โทร 191');
  expect(late).not.toContain('คาดว่า');
  expect(statusOf({ status: 'on-scene', etaAt: '2026-11-21T19:20:00Z' })).not.toContain('เลยเวลา');
});

test('the status of a draft says that its place is missing', () => {
  const draft = {
    id: 'r',
    silent: false,
    type: null,
    position: null,
    placeDetail: null,
    phone: null,
    statements: {},
    startedAt: new Date(0),
    lastNotified: null,
  };
  const say = (report: typeof draft | { type: 'confinement' }) =>
    describeStatus({ translate, conversation: { ...NEW_CONVERSATION, report: { ...draft, ...report } }, now }).text;
  expect(say(draft)).toContain('ยังไม่รู้ว่าเกิดเหตุที่ไหน');
  expect(say({ type: 'confinement' })).toContain('ยังไม่รู้ว่าเกิดเหตุที่ไหน');
});

test('the waiting time goes on after a transfer to another station, and starts again after reopening', () => {
  const waiting: NotifiedStatus = {
    status: 'waiting',
    code: 'ES-6911-0001',
    since: '2026-11-21T19:00:00.000Z',
    etaAt: null,
  };
  const about = { incidentId: 'i', code: 'ES-6911-0001', reportIds: ['r'] };
  const station = { ...about, stationTh: 'สภ.', stationEn: 'Station' };
  const moved = statusAfter({ kind: 'incident-transferred', payload: station }, waiting, now);
  expect(moved).toEqual(waiting);
  const again = statusAfter(
    { kind: 'incident-reopened', payload: { ...about, by: { reporterId: 'r', channel: 'line' } } },
    { ...waiting, status: 'closed' },
    now,
  );
  expect(again).toEqual({ ...waiting, since: now.toISOString() });
});
