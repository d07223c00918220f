import { expect, test } from 'vitest';
import { checkSignature, checkSignatureShape } from './check-signature.ts';

// LINE's own published example.
const secret = '8c570fa6dd201bb328f1c1eac23a96d8';
const body = Buffer.from('{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}');
const signature = 'GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=';

test("LINE's example signature is right", () => {
  expect(() => checkSignature(body, signature, secret)).not.toThrow();
});

test.each([
  ['one byte of the body differs', Buffer.from(body.toString().replace('[]', '[ ]')), signature, secret],
  ['another secret', body, signature, 'another'],
  ['a character too few', body, signature.slice(0, -1), secret],
  ['the header twice, as Node joins it', body, `${signature}, ${signature}`, secret],
  ['the header twice, as a list', body, [signature, signature], secret],
  ['not base64 at all', body, '☎'.repeat(44), secret],
  ['base64 without padding that decodes to the same', body, signature.replace('=', ' '), secret],
])('wrong: %s', (_what, bytes, header, key) => {
  expect(() => checkSignature(bytes, header, key)).toThrow(expect.objectContaining({ code: 'line/signature-wrong' }));
});

test.each([undefined, '', []])('missing: %j', (header) => {
  expect(() => checkSignature(body, header, secret)).toThrow(
    expect.objectContaining({ code: 'line/signature-missing' }),
  );
});

test('what cannot be a signature is refused by the header alone, and a right one passes', () => {
  expect(() => checkSignatureShape(signature)).not.toThrow();
  for (const odd of [signature.slice(0, -1), `${signature}, ${signature}`, 'a'.repeat(44), `${'☎'.repeat(43)}=`]) {
    expect(() => checkSignatureShape(odd)).toThrow(expect.objectContaining({ code: 'line/signature-wrong' }));
  }
  expect(() => checkSignatureShape('')).toThrow(expect.objectContaining({ code: 'line/signature-missing' }));
});
