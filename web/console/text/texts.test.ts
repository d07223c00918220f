import { expect, test } from 'vitest';
import accountEn from './account.en.json';
import accountTh from './account.th.json';
import auditEn from './audit.en.json';
import auditTh from './audit.th.json';
import channelsEn from './channels.en.json';
import channelsTh from './channels.th.json';
import callsEn from './control-room.en.json';
import callsTh from './control-room.th.json';
import dutyEn from './duty.en.json';
import dutyTh from './duty.th.json';
import deskEn from './en.json';
import { ENGLISH } from './english.ts';
import escalationEn from './escalation.en.json';
import escalationTh from './escalation.th.json';
import laterTh from './lazy.th.json';
import phoneEn from './phone.en.json';
import phoneTh from './phone.th.json';
import privacyEn from './privacy.en.json';
import privacyTh from './privacy.th.json';
import protectionEn from './protection.en.json';
import protectionTh from './protection.th.json';
import stationsEn from './stations.en.json';
import stationsTh from './stations.th.json';
import deskTh from './th.json';
import { THAI } from './thai.ts';
import unitsEn from './units.en.json';
import unitsTh from './units.th.json';

/** Loaded later than the desk, each under a name of its own. */
const later = {
  audit: auditTh,
  escalation: escalationTh,
  phone: phoneTh,
  dutyPage: dutyTh,
  units: unitsTh,
  channels: channelsTh,
  accountPage: accountTh,
};
const laterEnglish = {
  audit: auditEn,
  escalation: escalationEn,
  phone: phoneEn,
  dutyPage: dutyEn,
  units: unitsEn,
  channels: channelsEn,
  accountPage: accountEn,
};
const th = { ...THAI, ...laterTh, calls: callsTh, stations: stationsTh, ...later };
const en = { ...ENGLISH, calls: callsEn, stations: stationsEn, ...laterEnglish };

type Texts = { [key: string]: string | Texts };

function flatten(texts: Texts, before = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${before}${key}`, value] as [string, string]] : flatten(value, `${before}${key}.`),
  );
}

/** English tells one from many, Thai does not. */
const plain = (key: string) => key.replace(/_(one|other)$/, '');
const keysOf = (texts: Texts) => [...new Set(flatten(texts).map(([key]) => plain(key)))];
const blanks = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

test('every text is there in both languages, none empty', () => {
  expect(keysOf(en).sort()).toEqual(keysOf(th).sort());
  for (const [key, text] of [...flatten(en), ...flatten(th)]) expect(text.trim(), key).not.toBe('');
});

test('both languages fill in the same values', () => {
  const thai = new Map(flatten(th).map(([key, text]) => [plain(key), text]));
  for (const [key, text] of flatten(en)) expect(blanks(text), key).toEqual(blanks(thai.get(plain(key)) ?? ''));
});

test('English says "1 incident": what is counted has its own words for one', () => {
  const counted =
    /\{\{count\}\} (?:(?:earlier|open|more|other|recovery|system) )?(?:[a-z]+s\b(?<!as|unanswered)|people|agencies)/;
  for (const [key, text] of flatten(en)) {
    // A password is never one character long.
    if (counted.test(text) && !text.includes('characters')) expect(key, text).toMatch(/_(one|other)$/);
  }
});

test('English texts hold no Thai letters', () => {
  for (const [key, text] of flatten(en)) expect(text, key).not.toMatch(/[฀-๿]/);
});

test('no text hides another of the same name', () => {
  for (const [desk, privacy] of [
    [deskTh, privacyTh],
    [{ ...deskTh, ...privacyTh, ...protectionTh }, laterTh],
    [deskEn, privacyEn],
    [{ ...deskTh, ...privacyTh }, protectionTh],
    [{ ...deskEn, ...privacyEn }, protectionEn],
  ]) {
    expect(Object.keys(desk ?? {}).filter((key) => key in (privacy ?? {}))).toEqual([]);
  }
});
