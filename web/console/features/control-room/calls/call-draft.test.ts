import { expect, test } from 'vitest';
import type { PhoneReport } from '#contract/control-room';
import { draftFrom, emptyDraft, isEmpty, isOddPhone, reportInputFrom } from './call-draft.ts';

test('an empty form is not stored; one with a letter is', () => {
  expect(isEmpty(emptyDraft('191'))).toBe(true);
  expect(isEmpty({ ...emptyDraft('191'), note: 'ผ' })).toBe(false);
  expect(isEmpty({ ...emptyDraft('191'), silent: true })).toBe(false);
});

test('empty fields are left out: they are unknown, and remove nothing', () => {
  const typed = { ...emptyDraft('1300'), type: 'confinement', callerPhone: ' 0812345678 ', note: ' ถูกขัง ' } as const;
  expect(reportInputFrom(typed, true)).toEqual({
    ...{ isDraft: true, type: 'confinement', callerPhone: '0812345678', note: 'ถูกขัง' },
  });
  expect(reportInputFrom({ ...typed, doNotCall: true }, false)).toMatchObject({ isDraft: false, callBack: false });
});

test('a landmark is sent with the place', () => {
  const place = { lat: 16.82, lng: 100.26, source: 'typed', accuracyMetres: 1500, name: 'ต.ในเมือง' } as const;
  expect(reportInputFrom({ ...emptyDraft('191'), place, placeDetail: 'หลังวัด' }, false)).toEqual({
    place: { lat: 16.82, lng: 100.26, source: 'typed', accuracyMetres: 1500, label: 'ต.ในเมือง' },
    placeDetail: 'หลังวัด',
    isDraft: false,
  });
});

test('a typed name that was not chosen is sent as a place detail, until a place is chosen', () => {
  const typed = { ...emptyDraft('191'), placeText: 'บ้านคลอง', placeDetail: '99/7' };
  expect(isEmpty({ ...emptyDraft('191'), placeText: 'บ' })).toBe(false);
  expect(reportInputFrom(typed, true)).toEqual({ isDraft: true, placeDetail: '99/7 · บ้านคลอง' });
});

test('another clerk continues where the first stopped', () => {
  const report: PhoneReport = {
    reportId: 'r',
    channel: '191',
    takenByName: null,
    at: '',
    state: 'draft',
    type: null,
    position: null,
    placeDetail: '99/7 ซอย 3',
    phone: '+66812345678',
    callerPhone: '081-234 5678',
    silent: false,
    callBack: false,
    note: '☎ 191: ร้องไห้',
    lastNotified: null,
    incidentId: null,
  };
  expect(draftFrom(report, '1300')).toMatchObject({
    ...{ line: '191', note: 'ร้องไห้', doNotCall: true, placeDetail: '99/7 ซอย 3', callerPhone: '081-234 5678' },
  });
  // A reporter's own pin that the clerk did not touch keeps its source.
  const pin = { lat: 16.82, lng: 100.26, source: 'line-pin', accuracyMetres: null, label: 'บ้าน', at: '' } as const;
  const pinned = { ...report, position: pin };
  expect(reportInputFrom(draftFrom(pinned, '191'), false, pinned)).not.toHaveProperty('place');
  expect(reportInputFrom({ ...draftFrom(pinned, '191'), place: null }, true, pinned)).toMatchObject({ place: null });
  // A known field that the next clerk empties is removed; an unknown one is left out.
  expect(reportInputFrom(emptyDraft('191'), true, { ...report, silent: false })).toEqual({
    ...{ isDraft: true, placeDetail: '', callerPhone: '', note: '', callBack: true },
  });
});

test('an unusual number gets a hint to read it back; a usual or incomplete one does not', () => {
  for (const odd of ['0691234567', '๐๗๐๑๒๓๔๕๖๗', '08123456789', 'โทรเบอร์แม่']) expect(isOddPhone(odd)).toBe(true);
  for (const usual of [
    '',
    '0812',
    '081-234-5678',
    '๐๘๑๒๓๔๕๖๗๘',
    '055 258 777',
    '+66 61 234 5678',
    '191',
    '+44 1632 960961',
  ]) {
    expect(isOddPhone(usual)).toBe(false);
  }
});
