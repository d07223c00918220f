import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import accountEn from './account.en.json';
import accountTh from './account.th.json';
import answerLinksEn from './answer-links.en.json';
import answerLinksTh from './answer-links.th.json';
import auditEn from './audit.en.json';
import auditTh from './audit.th.json';
import careEn from './care.en.json';
import careTh from './care.th.json';
import caseActsEn from './case-acts.en.json';
import caseActsTh from './case-acts.th.json';
import casesEn from './cases.en.json';
import casesTh from './cases.th.json';
import certificatesEn from './certificates.en.json';
import certificatesTh from './certificates.th.json';
import channelsEn from './channels.en.json';
import channelsTh from './channels.th.json';
import controlRoomEn from './control-room.en.json';
import controlRoomTh from './control-room.th.json';
import dutyEn from './duty.en.json';
import dutyTh from './duty.th.json';
import earlyEn from './early.en.json';
import earlyTh from './early.th.json';
import eefEn from './eef.en.json';
import eefTh from './eef.th.json';
import mainEn from './en.json';
import { ENGLISH } from './english.ts';
import escalationEn from './escalation.en.json';
import escalationTh from './escalation.th.json';
import familiesEn from './families.en.json';
import familiesTh from './families.th.json';
import findingsEn from './findings.en.json';
import findingsTh from './findings.th.json';
import helpEn from './help.en.json';
import helpTh from './help.th.json';
import householdEn from './household.en.json';
import householdTh from './household.th.json';
import insightEn from './insight.en.json';
import insightTh from './insight.th.json';
import insightCareEn from './insight-care.en.json';
import insightCareTh from './insight-care.th.json';
import { LATER } from './later.ts';
import mapsEn from './maps.en.json';
import mapsTh from './maps.th.json';
import materialsEn from './materials.en.json';
import materialsTh from './materials.th.json';
import outreachEn from './outreach.en.json';
import outreachTh from './outreach.th.json';
import phoneEn from './phone.en.json';
import phoneTh from './phone.th.json';
import placesEn from './places.en.json';
import placesTh from './places.th.json';
import privacyEn from './privacy.en.json';
import protectionEn from './protection.en.json';
import referralsEn from './referrals.en.json';
import referralsTh from './referrals.th.json';
import servicesEn from './services.en.json';
import servicesTh from './services.th.json';
import staffingEn from './staffing.en.json';
import staffingTh from './staffing.th.json';
import stationsEn from './stations.en.json';
import stationsTh from './stations.th.json';
import mainTh from './th.json';
import unitsEn from './units.en.json';
import unitsTh from './units.th.json';

type Texts = { [key: string]: string | Texts };

/** Loaded after the first load, each in its own namespace. */
const namespacesTh = {
  audit: auditTh,
  escalation: escalationTh,
  phone: phoneTh,
  places: placesTh,
  dutyPage: dutyTh,
  units: unitsTh,
  channels: channelsTh,
  carePage: careTh,
  casesPage: casesTh,
  caseActs: caseActsTh,
  help: helpTh,
  early: earlyTh,
  eef: eefTh,
  families: familiesTh,
  household: householdTh,
  accountPage: accountTh,
  controlRoom: controlRoomTh,
  answerLinks: answerLinksTh,
  referrals: referralsTh,
  services: servicesTh,
  outreach: outreachTh,
  insight: insightTh,
  insightCare: insightCareTh,
  certificates: certificatesTh,
  findings: findingsTh,
  maps: mapsTh,
  materials: materialsTh,
  staffing: staffingTh,
  stations: stationsTh,
};
const namespacesEn = {
  audit: auditEn,
  escalation: escalationEn,
  phone: phoneEn,
  places: placesEn,
  dutyPage: dutyEn,
  units: unitsEn,
  channels: channelsEn,
  carePage: careEn,
  casesPage: casesEn,
  caseActs: caseActsEn,
  help: helpEn,
  early: earlyEn,
  eef: eefEn,
  families: familiesEn,
  household: householdEn,
  accountPage: accountEn,
  controlRoom: controlRoomEn,
  answerLinks: answerLinksEn,
  referrals: referralsEn,
  services: servicesEn,
  outreach: outreachEn,
  insight: insightEn,
  insightCare: insightCareEn,
  certificates: certificatesEn,
  findings: findingsEn,
  maps: mapsEn,
  materials: materialsEn,
  staffing: staffingEn,
  stations: stationsEn,
};
const th = { ...[mainTh, ...LATER].reduce<Texts>(merge, {}), ...namespacesTh };
const en = { ...ENGLISH, ...namespacesEn };

/** As i18next does when a namespace is loaded in parts. */
function merge(one: Texts, other: Texts): Texts {
  const both = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const before = both[key];
    both[key] = typeof value === 'object' && typeof before === 'object' ? merge(before, value) : value;
  }
  return both;
}

function flatten(texts: Texts, before = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${before}${key}`, value] as [string, string]] : flatten(value, `${before}${key}.`),
  );
}

/** English has a singular and a plural, Thai does not. */
const plain = (key: string) => key.replace(/_(one|other)$/, '');
const keysOf = (texts: Texts) => [...new Set(flatten(texts).map(([key]) => plain(key)))];
const blanks = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

test('every text exists in both languages, and none is empty', () => {
  expect(keysOf(en).sort()).toEqual(keysOf(th).sort());
  for (const [key, text] of [...flatten(en), ...flatten(th)]) expect(text.trim(), key).not.toBe('');
});

test('both languages use the same placeholders', () => {
  const thai = new Map(flatten(th).map(([key, text]) => [plain(key), text]));
  for (const [key, text] of flatten(en)) expect(blanks(text), key).toEqual(blanks(thai.get(plain(key)) ?? ''));
});

test('a placeholder has two braces: one alone would stand on the screen', () => {
  for (const [key, text] of [...flatten(en), ...flatten(th)])
    expect(text.replaceAll(/\{\{\w+\}\}/g, ''), key).not.toMatch(/[{}]/);
});

test('English says "1 incident": every counted text has a singular', () => {
  const counted =
    /\{\{count\}\} (?:(?:earlier|open|more|other|recovery|system) )?(?:[a-z]+s\b(?<!as|unanswered)|people|agencies)/;
  for (const [key, text] of flatten(en)) {
    // A password is never one character long.
    if (counted.test(text) && !text.includes('characters')) expect(key, text).toMatch(/_(one|other)$/);
  }
});

test('English texts contain no Thai letters', () => {
  for (const [key, text] of flatten(en)) expect(text, key).not.toMatch(/[฀-๿]/);
});

test('no two files define the same key', () => {
  const keys = [mainTh, ...LATER].flatMap((texts) => flatten(texts).map(([key]) => key));
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  const tops = [mainEn, privacyEn, protectionEn].flatMap((texts) => Object.keys(texts));
  expect(tops.filter((key, index) => tops.indexOf(key) !== index)).toEqual([]);
});

/** They are shown before the other texts are there, and a text that is missing shows its key. */
test('the texts of the sign-in page and the queue are in the first load, and no others', () => {
  const sources = filesOfFirstLoad().map((file) => readFileSync(file, 'utf8'));
  expect(sources.length).toBeGreaterThan(100);
  const begun = sources.flatMap((source) => [...source.matchAll(/`((?:\w+\.)+)\$\{/g)].map(([, start = '']) => start));
  const isShown = (key: string): boolean =>
    begun.some((start) => key.startsWith(start)) || sources.some((source) => source.includes(`'${key}'`));
  expect(LATER.flatMap((texts) => keysOf(texts)).filter(isShown)).toEqual([]);
  expect(keysOf(mainTh).filter((key) => !isShown(key))).toEqual([]);
});

const OF_FEATURES = {
  care: [casesTh, caseActsTh, householdTh, earlyTh],
  referral: [referralsTh, answerLinksTh],
  services: [servicesTh],
  outreach: [outreachTh],
  insight: [insightTh, insightCareTh, placesTh, mapsTh, staffingTh],
  recognition: [certificatesTh],
  'incident/fairness': [findingsTh],
};

test.each(Object.entries(OF_FEATURES))('the pages of %s show every text they have', (feature, texts) => {
  const sources = globSync(`web/console/features/${feature}/**/*.{ts,tsx}`).map((file) => readFileSync(file, 'utf8'));
  const parts = sources.flatMap((source) => [...source.matchAll(/`((?:\w+\.)*)\$\{[^`]*\}((?:\.\w+)*)`/g)]);
  const isShown = (key: string): boolean =>
    sources.some((source) => source.includes(`'${key}'`)) ||
    parts.some(([, start = '', end = '']) => start + end !== '' && key.startsWith(start) && key.endsWith(end));
  const keys = texts.flatMap(keysOf);
  expect(keys.length).toBeGreaterThan(50);
  expect(keys.filter((key) => !isShown(key))).toEqual([]);
});

/** The modules of the first pages, by their static imports and those parts that come without the later texts (`lazy`). */
function filesOfFirstLoad(): string[] {
  const files = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    const imports = /(?:from|^import) '(\.[^']+\.tsx?)'|\blazy\(.*import\('(\.[^']+)'\)/gm;
    for (const [, path, part] of readFileSync(file, 'utf8').matchAll(imports)) {
      visit(join(dirname(file), path ?? part ?? ''));
    }
  };
  for (const first of ['main.tsx', 'shell/AreaShell.tsx', 'features/access/sign-in/SignInPage.tsx'])
    visit(`web/console/${first}`);
  for (const page of globSync('web/console/features/*/pages.tsx')) visit(page);
  return [...files];
}
