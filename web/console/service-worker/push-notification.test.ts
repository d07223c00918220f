import { expect, test } from 'vitest';
import { ALERT_KINDS } from '#contract/alert-kind';
import { readPush } from './push-notification.ts';

const payload = {
  v: 1,
  notificationId: 'n1',
  kind: 'new',
  code: 'ES-6911-0412',
  incidentId: 'i1',
  station: 'สภ.เมืองสมมติ',
  exercise: false,
  silent: false,
  language: 'th',
};

test('shows kind, code and station; a tap leads to the incident', () => {
  expect(readPush(payload)).toEqual({
    title: 'เหตุใหม่ ES-6911-0412',
    options: {
      body: 'สภ.เมืองสมมติ',
      tag: 'ess-i1',
      renotify: true,
      requireInteraction: true,
      data: { notificationId: 'n1', path: '/console/incidents/i1' },
    },
  });
});

test('an exercise, a silent reporter and a test are marked, in both languages', () => {
  expect(readPush({ ...payload, exercise: true }).title).toBe('[ฝึกซ้อม] เหตุใหม่ ES-6911-0412');
  expect(readPush({ ...payload, exercise: true, language: 'en' }).title).toBe('[EXERCISE] New incident ES-6911-0412');
  expect(readPush({ ...payload, silent: true }).options.body).toContain('ห้ามโทร');
  const test = readPush({ ...payload, kind: 'test', code: null, incidentId: null });
  expect(test.options).toMatchObject({ tag: 'ess-test', data: { path: '/console/' } });
  expect(test.options.body).toContain('ไม่มีเหตุจริง');
});

test('an order shows warning, type and place first, and can be acknowledged on the lock screen', () => {
  const order = ['ข่มขู่ ทำร้ายร่างกาย', 'ต.ในเมือง อ.เมืองพิษณุโลก จ.พิษณุโลก'];
  const orderPayload = { ...payload, kind: 'order', alertId: 'a1', order, unit: 'สายตรวจ 1', silent: true };
  const { title, options } = readPush(orderPayload);
  expect(title).toBe('คำสั่ง ให้ไปที่เหตุ ES-6911-0412');
  expect(options.body?.split('\n')).toEqual(['ห้ามโทรหาผู้แจ้ง ห้ามเปิดไซเรน', ...order, 'สายตรวจ 1']);
  expect(options.actions).toEqual([{ action: 'acknowledge', title: 'รับทราบคำสั่ง' }]);
  expect(options.data).toMatchObject({ orderId: 'a1', path: '/console/incidents/i1' });
  // A withdrawn order shows no place, and leads to the list of jobs.
  const over = readPush({ ...orderPayload, kind: 'order-withdrawn' });
  expect(over.options).toMatchObject({ body: 'สายตรวจ 1', data: { path: '/console/' } });
  // A reporter's message does not replace the order.
  expect(readPush({ ...orderPayload, kind: 'reporter-message' }).options.tag).not.toBe(options.tag);
});

test.each([undefined, null, 'x', {}, { kind: 'new' }])(
  'an unreadable payload (%j) is shown as an alarm all the same',
  (data) => {
    expect(readPush(data).title).toBe('มีการแจ้งเตือนใหม่ เปิดคอนโซล');
  },
);

test('an unknown kind is shown as a new incident', () => {
  expect(readPush({ ...payload, kind: 'of-tomorrow' }).title).toContain('เหตุใหม่');
  for (const kind of ALERT_KINDS) expect(readPush({ ...payload, kind }).title.length).toBeGreaterThan(5);
});
