import { expect, test } from 'vitest';
import type { z } from 'zod';
import { passkeyRenamingSchema } from './access-account.ts';
import { acceptInvitationSchema } from './access-people.ts';
import { addGatewaySchema } from './alerting.ts';
import { reopenSchema, sendMessageSchema } from './incident-actions.ts';
import { liftConflictSchema, searchStaffSchema } from './incident-visibility.ts';
import { placeDetailSchema } from './place-detail.ts';
import { withdrawNoteSchema } from './safety.ts';
import { optionalText } from './text.ts';
import { changeUnitSchema, makeUnitSchema, reportNoteSchema } from './units.ts';

/** Every schema that has a name or a text, with all its other fields. */
const ASKED: [string, z.ZodType, (text: string) => object][] = [
  ['a person', acceptInvitationSchema, (name) => ({ token: 'x'.repeat(20), name, password: 'long enough' })],
  ['a passkey', passkeyRenamingSchema, (name) => ({ name })],
  ['a gateway', addGatewaySchema, (name) => ({ name, url: 'https://gateway.example', called: 'always' })],
  ['a unit', makeUnitSchema, (callSign) => ({ callSign, kind: 'car' })],
  ['a renamed unit', changeUnitSchema, (callSign) => ({ callSign })],
  ['a message', sendMessageSchema, (text) => ({ text })],
  ['a reason to reopen', reopenSchema, (reason) => ({ reason })],
  ['a reason to lift', liftConflictSchema, (reason) => ({ reason })],
  ['a search', searchStaffSchema, (search) => ({ search })],
  ['a note of a patrol', reportNoteSchema, (note) => ({ happenedAt: '2026-11-21T02:00:00.000Z', note })],
  ['a reason to withdraw', withdrawNoteSchema, (reason) => ({ reason })],
];
const NOTHING = { empty: '', blanks: ' \u00a0\u3000\t', breaks: '\r\n\n', zeroWidth: '\u200b\u200d\ufeff' };
const UNSEEN = {
  ...NOTHING,
  direction: '\u202e\u2066',
  filler: '\u3164\u115f',
  braille: '\u2800',
  soft: '\u00ad\u0007',
};

test.each(ASKED)('%s is not named by what nobody can see', (_, schema, body) => {
  expect(schema.safeParse(body('สายตรวจ ๑ 👮‍♀️')).success).toBe(true);
  for (const [kind, text] of Object.entries(UNSEEN)) expect(schema.safeParse(body(text)).success, kind).toBe(false);
});

test('what may be left out is empty when nobody can see it', () => {
  for (const text of Object.values(UNSEEN)) {
    expect(optionalText(10).parse(text)).toBe('');
    expect(placeDetailSchema.parse(text)).toBe('');
  }
});

test('a name is one line, turned around by nothing; what makes one picture of two stays', () => {
  const { callSign } = makeUnitSchema.parse({ callSign: ' สายตรวจ\r\n\u202e๑\u200b 👮‍♀️ ', kind: 'car' });
  expect(callSign).toBe('สายตรวจ ๑ 👮‍♀️');
});
