import { expect, test } from 'vitest';
import { signBody, writeBody } from './write-body.ts';

const plain = { shuffleKeys: false, addWhitespace: false, addUnknownFields: false };

test("LINE's published signature example comes out", () => {
  const bytes = Buffer.from('{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}');
  expect(signBody('8c570fa6dd201bb328f1c1eac23a96d8', bytes)).toBe('GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=');
});

test('Thai is written raw, emoji as escapes, and both read back as they were', () => {
  const body = { text: 'ช่วยด้วย 🤨👮‍♀️', at: [1, null, true] };
  const written = writeBody(body, plain).toString('utf8');
  expect(written).toContain('ช่วยด้วย \\uD83E\\uDD28\\uD83D\\uDC6E');
  expect(written).not.toContain(' :');
  expect(JSON.parse(written)).toEqual(body);
  expect(Buffer.from(JSON.stringify(JSON.parse(written)))).not.toEqual(writeBody(body, plain));
});

test('shuffled keys and whitespace change the bytes but not the meaning', () => {
  const body = Object.fromEntries([...Array(12).keys()].map((at) => [`key${at}`, { at, inner: { a: 1, b: 2 } }]));
  const shuffled = writeBody(body, { ...plain, shuffleKeys: true }).toString('utf8');
  const spaced = writeBody(body, { ...plain, addWhitespace: true }).toString('utf8');
  expect(new Set([shuffled, spaced, JSON.stringify(body)]).size).toBe(3);
  expect([JSON.parse(shuffled), JSON.parse(spaced)]).toEqual([body, body]);
});

test('unknown fields come beside the known ones, in every object', () => {
  const read = JSON.parse(
    writeBody({ events: [{ type: 'message' }] }, { ...plain, addUnknownFields: true }).toString(),
  );
  expect(read).toMatchObject({ fieldOfTomorrow: {}, events: [{ type: 'message', fieldOfTomorrow: {} }] });
});
