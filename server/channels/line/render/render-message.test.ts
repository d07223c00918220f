import { expect, test } from 'vitest';
import type { Choice, MessagePart, OutgoingMessage } from '#events/outgoing-message';
import { renderMessage } from './render-message.ts';

const outgoing = (parts: MessagePart[], more: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  channel: 'line',
  address: 'U1',
  quiet: false,
  preview: 'ข้อความใหม่',
  parts,
  choices: [],
  about: null,
  ...more,
});
const text = (content: string): MessagePart => ({ kind: 'text', text: content });

test('quick replies belong to the last message only, and taps leave no text in the chat', () => {
  const choices: Choice[] = [
    { kind: 'location', label: 'ส่งตำแหน่ง' },
    { kind: 'camera', label: 'ถ่ายรูป' },
    { kind: 'camera-roll', label: 'เลือกรูป' },
    { kind: 'answer', label: 'ใช่', data: 'yes' },
    { kind: 'call', label: 'โทร 191', number: '191' },
  ];
  expect(renderMessage(outgoing([text('หนึ่ง'), text('สอง')], { choices }))).toEqual([
    { type: 'text', text: 'หนึ่ง' },
    {
      type: 'text',
      text: 'สอง',
      quickReply: {
        items: [
          { type: 'action', action: { type: 'location', label: 'ส่งตำแหน่ง' } },
          { type: 'action', action: { type: 'camera', label: 'ถ่ายรูป' } },
          { type: 'action', action: { type: 'cameraRoll', label: 'เลือกรูป' } },
          { type: 'action', action: { type: 'postback', label: 'ใช่', data: 'yes' } },
          { type: 'action', action: { type: 'uri', label: 'โทร 191', uri: 'tel:191' } },
        ],
      },
    },
  ]);
});

test('a list is rows to tap; the lock screen shows the neutral preview and not the list', () => {
  const [message] = renderMessage(
    outgoing([
      {
        kind: 'list',
        title: 'เกิดอะไรขึ้น',
        options: [{ icon: '👊', label: 'ข่มขู่ว่าจะทำร้ายหรือทำร้าย', data: 'type:threat-or-assault' }],
      },
    ]),
  );
  expect(message).toMatchObject({ type: 'flex', altText: 'ข้อความใหม่', contents: { type: 'bubble' } });
  const json = JSON.stringify(message);
  expect(json).toContain('"action":{"type":"postback","label":"ข่มขู่ว่าจะทำร้ายหรือทำร้าย","data":"type:threat-or-assault"}');
  expect(json).not.toContain('displayText');
});

test('every text of a bubble wraps', () => {
  const card: MessagePart = {
    kind: 'card',
    tone: 'good',
    title: 'ก',
    label: 'ข',
    big: '8 นาที',
    lines: ['ค', ''],
    buttons: [],
  };
  const list: MessagePart = { kind: 'list', title: 'ก', options: [{ icon: '1', label: 'ข', data: 'x' }] };
  const texts = JSON.stringify(renderMessage(outgoing([card, list]))).match(/"type":"text"[^{}]*/g) ?? [];
  expect(texts.length).toBe(8);
  for (const one of texts) expect(one).toContain('"wrap":true');
});

test('a quiet card has no colour with a meaning', () => {
  const card: MessagePart = { kind: 'card', tone: 'warning', title: 'ก', lines: [], buttons: [] };
  const headOf = (quiet: boolean) =>
    /"backgroundColor":"(#[0-9a-f]{6})"/.exec(JSON.stringify(renderMessage(outgoing([card], { quiet }))))?.[1];
  expect(headOf(true)).not.toBe(headOf(false));
  expect(headOf(true)).toBe('#334155');
});

test('location and camera inside a card are LINE’s own URLs: actions for them exist only below a message', () => {
  const buttons: Choice[] = [
    { kind: 'location', label: 'ส่งตำแหน่ง' },
    { kind: 'camera', label: 'ถ่ายรูป' },
    { kind: 'camera-roll', label: 'เลือกรูป' },
    { kind: 'call', label: 'โทร', number: '+66 55 123-456' },
  ];
  const json = JSON.stringify(
    renderMessage(outgoing([{ kind: 'card', tone: 'neutral', title: 'ก', lines: [], buttons }])),
  );
  expect(json.match(/"uri":"[^"]+"/g)).toEqual([
    '"uri":"https://line.me/R/nv/location/"',
    '"uri":"https://line.me/R/nv/camera/"',
    '"uri":"https://line.me/R/nv/cameraRoll/single"',
    '"uri":"tel:+6655123456"',
  ]);
});

test('a bubble too big for LINE becomes text, its buttons move below', () => {
  const lines = Array.from({ length: 40 }, () => 'ก'.repeat(400));
  const messages = renderMessage(
    outgoing([
      { kind: 'card', tone: 'good', title: 'หัวข้อ', lines, buttons: [{ kind: 'answer', label: 'ใช่', data: 'yes' }] },
    ]),
  );
  expect(messages.every(({ type }) => type === 'text')).toBe(true);
  expect(messages.map((message) => (message as { text: string }).text).join('')).toBe(['หัวข้อ', ...lines].join('\n'));
  expect(messages.at(-1)).toMatchObject({ quickReply: { items: [{ action: { data: 'yes' } }] } });
});

test('long texts are split into several messages, empty ones left out, and an empty message shows the preview', () => {
  expect(renderMessage(outgoing([text('ก'.repeat(12_000))]))).toHaveLength(3);
  expect(renderMessage(outgoing([text('  '), text('มี')]))).toEqual([{ type: 'text', text: 'มี' }]);
  expect(renderMessage(outgoing([]))).toEqual([{ type: 'text', text: 'ข้อความใหม่' }]);
});

test('a button that LINE would refuse is left out, so that the message is not lost', () => {
  const choices: Choice[] = [
    { kind: 'answer', label: 'ดี', data: 'x' },
    { kind: 'answer', label: 'ยาว', data: 'x'.repeat(301) },
    { kind: 'answer', label: 'ว่าง', data: '' },
    { kind: 'call', label: 'โทร', number: 'ไม่มี' },
  ];
  expect(renderMessage(outgoing([text('ก')], { choices }))[0]).toMatchObject({
    quickReply: { items: [{ action: { label: 'ดี' } }] },
  });
});
