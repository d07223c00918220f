import { expect, test } from 'vitest';
import { senderName } from './build-outgoing-message.ts';
import { translatorFor } from './translate.ts';

const muang = { agencyTh: 'สภ.เมืองพิษณุโลก', agencyEn: 'Mueang Phitsanulok Police Station', isPolice: true };

test.each([
  ['th', 'สภ.เมืองพิษณุโลก'],
  ['en', 'Mueang Phitsanulok'],
] as const)('a station speaks by its name, as much of it as LINE shows (%s)', (language, name) => {
  expect(senderName(translatorFor(language, false), muang)).toBe(name);
});

test('a short name has room to say that it is the police', () => {
  expect(senderName(translatorFor('th', false), { ...muang, agencyTh: 'สภ.วังทอง' })).toBe('ตำรวจ สภ.วังทอง');
  expect(senderName(translatorFor('th', false), { ...muang, agencyTh: 'ศูนย์ 191', isPolice: false })).toBe('ศูนย์ 191');
});

test('in silent mode the sender is neither', () => {
  for (const language of ['th', 'en'] as const) {
    expect(senderName(translatorFor(language, true), muang)).not.toMatch(/ตำรวจ|สภ|Police|Mueang/);
  }
});
