import { expect, test } from 'vitest';
import { findMessageId, toInput, unsentMessageId } from './to-input.ts';

const message = (message: Record<string, unknown>) => toInput({ type: 'message', message });

test.each([
  ['text', { id: '1', type: 'text', text: 'ช่วยด้วย' }, { kind: 'text', text: 'ช่วยด้วย', messageId: '1' }],
  [
    'location with all its texts',
    { id: '2', type: 'location', latitude: 16.82, longitude: 100.26, title: 'ตลาด', address: 'ต.ในเมือง' },
    { kind: 'location', lat: 16.82, lng: 100.26, label: 'ตลาด · ต.ในเมือง', messageId: '2' },
  ],
  [
    'location without title and address',
    { id: '3', type: 'location', latitude: 16.82, longitude: 100.26 },
    { kind: 'location', lat: 16.82, lng: 100.26, label: null, messageId: '3' },
  ],
  [
    'image kept by LINE',
    { id: '4', type: 'image', contentProvider: { type: 'line' } },
    { kind: 'image', messageId: '4', fetchable: true },
  ],
  [
    'image that lies elsewhere',
    { id: '5', type: 'image', contentProvider: { type: 'external', originalContentUrl: 'https://example.org/a.jpg' } },
    { kind: 'image', messageId: '5', fetchable: false },
  ],
  ['video', { id: '6', type: 'video', duration: 1000 }, { kind: 'video', messageId: '6', fetchable: true }],
  ['audio', { id: '7', type: 'audio', duration: 1000 }, { kind: 'audio', messageId: '7', fetchable: true }],
  [
    'file',
    { id: '8', type: 'file', fileName: 'a.pdf', fileSize: 1 },
    { kind: 'file', messageId: '8', fetchable: true },
  ],
  ['sticker', { id: '9', type: 'sticker', packageId: '1', stickerId: '2' }, { kind: 'sticker', messageId: '9' }],
  ['a type of tomorrow', { id: '10', type: 'hologram' }, { kind: 'other' }],
  ['text without text', { id: '11', type: 'text' }, { kind: 'other' }],
  ['location without a number', { id: '12', type: 'location', latitude: '16', longitude: 100 }, { kind: 'other' }],
  ['location off the globe', { id: '13', type: 'location', latitude: 91, longitude: 100 }, { kind: 'other' }],
  ['a message without anything', {}, { kind: 'other' }],
])('%s', (_what, given, expected) => {
  expect(message(given)).toEqual(expected);
});

test('taps, following, blocking and unsending', () => {
  expect(toInput({ type: 'postback', postback: { data: 'type:confinement' } })).toEqual({
    kind: 'answer',
    data: 'type:confinement',
  });
  expect(toInput({ type: 'follow' })).toEqual({ kind: 'followed' });
  expect(toInput({ type: 'unfollow' })).toEqual({ kind: 'blocked' });
  expect(toInput({ type: 'unsend', unsend: { messageId: '7' } })).toEqual({ kind: 'unsend', messageId: '7' });
});

test.each([
  { type: 'eventOfTomorrow' },
  { type: 'beacon' },
  { type: 'videoPlayComplete' },
  { type: 'postback' },
  { type: 'unsend' },
  { type: 7 },
  {},
])('needs no answer: %j', (event) => {
  expect(toInput(event)).toBeUndefined();
});

test('ids of sent and unsent messages', () => {
  expect(findMessageId({ type: 'message', message: { id: '1' } })).toBe('1');
  expect(findMessageId({ type: 'message', message: {} })).toBeUndefined();
  expect(findMessageId({ type: 'unsend', unsend: { messageId: '1' } })).toBeUndefined();
  expect(unsentMessageId({ type: 'unsend', unsend: { messageId: '1' } })).toBe('1');
  expect(unsentMessageId({ type: 'unsend', unsend: { messageId: '' } })).toBeUndefined();
});
