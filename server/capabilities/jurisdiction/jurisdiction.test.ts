import { expect, test } from 'vitest';
import { sql } from '#platform/database/database';
import { createTestDatabase } from '#support/test-database';
import {
  explainResponsibleStation,
  loadDemonstrationAgencies,
  loadJurisdiction,
  loadReferenceData,
  setReadiness,
  visibilityOf,
} from './index.ts';

const { db } = await createTestDatabase();
const loaded = [await loadReferenceData(db), await loadDemonstrationAgencies(db)];
const jurisdiction = await loadJurisdiction(db);

const NAI_MUEANG = { lat: 16.8211, lng: 100.2659 };
const CHIANG_MAI = { lat: 18.7883, lng: 98.9853 };

test('reference data and demonstration agencies are loaded once, and again only when their files change', async () => {
  expect(loaded).toEqual([true, true]);
  expect([await loadReferenceData(db), await loadDemonstrationAgencies(db)]).toEqual([false, false]);
});

test('the demonstration register is nationwide, in one tree, and marked as invented', () => {
  const count = (kind: Parameters<typeof jurisdiction.listAgencies>[0]) => jurisdiction.listAgencies(kind).length;
  expect(count({ kinds: ['station'] })).toBe(2002);
  expect(count({ kinds: ['provincial-police'] })).toBe(76);
  expect(count({ kinds: ['centre-191'] })).toBe(77);
  expect(count({ kinds: ['provincial-social-office'] })).toBe(77);
  expect(count({ kinds: ['tambon-centre'] })).toBe(7436);
  expect(jurisdiction.listAgencies().every(({ isDemonstration }) => isDemonstration)).toBe(true);
  const station = jurisdiction.findAgencyByCode('PS65003');
  expect(jurisdiction.ancestorsOf(station?.id ?? '').map(({ code }) => code)).toEqual(['PP-65', 'RTP-R6', 'RTP']);
});

test('inside a known area its station is responsible, and the place is named', () => {
  const found = jurisdiction.getResponsibleStation(NAI_MUEANG);
  expect(found.station.nameTh).toBe('สภ.เมืองพิษณุโลก');
  expect(found.reason).toEqual({ code: 'inside-area', isApproximate: true });
  expect(explainResponsibleStation(found, 'th')).toEqual(['อยู่ในเขตรับผิดชอบ (โดยประมาณ) ของ สภ.เมืองพิษณุโลก']);
  expect(jurisdiction.describePlace(NAI_MUEANG)).toMatchObject({
    districtTh: 'เมืองพิษณุโลก',
    provinceTh: 'พิษณุโลก',
    provinceEn: 'Phitsanulok',
    precision: 'approximate',
  });
});

test('without an area the nearest station is responsible, with its distance', () => {
  const found = jurisdiction.getResponsibleStation(CHIANG_MAI);
  expect(found.reason).toEqual({ code: 'nearest-no-area', distanceMetres: found.distanceMetres });
  expect(found.distanceMetres).toBeLessThan(5000);
  expect(explainResponsibleStation(found, 'en')[0]).toMatch(/is nearest, .+ (m|km), no area known here$/);
});

test('a station with nobody on duty is passed over, and listed as such', async () => {
  const first = jurisdiction.getResponsibleStation(NAI_MUEANG).station;
  const change = { agencyId: first.id, readiness: 'nobody-on-duty', now: new Date('2026-01-05T19:00:00Z') } as const;
  expect(await setReadiness(db, change)).toBe(true);
  expect(await setReadiness(db, change)).toBe(false);
  await jurisdiction.refresh();
  const found = jurisdiction.getResponsibleStation(NAI_MUEANG);
  expect(found.station.id).not.toBe(first.id);
  expect(found.passedOver.map(({ agency, why }) => [agency.id, why])).toEqual([[first.id, 'nobody-on-duty']]);
  expect(explainResponsibleStation(found, 'th')[0]).toBe('ข้าม สภ.เมืองพิษณุโลก: ไม่มีผู้เข้าเวร');
  await setReadiness(db, { ...change, readiness: 'ready' });
  await jurisdiction.reload();
  expect(jurisdiction.getResponsibleStation(NAI_MUEANG).station.id).toBe(first.id);
});

test('a change of readiness that commits after a later one has been read is found by the next refresh', async () => {
  const { station: late } = jurisdiction.getResponsibleStation(NAI_MUEANG);
  const { station: early } = jurisdiction.getResponsibleStation(CHIANG_MAI);
  const now = new Date('2026-01-05T20:00:00Z');
  const tx = await db.startTransaction().execute();
  await setReadiness(tx, { agencyId: late.id, readiness: 'no-heartbeat', now });
  await setReadiness(db, { agencyId: early.id, readiness: 'ready', now });
  await jurisdiction.refresh();
  expect([late, early].map(({ id }) => jurisdiction.getAgency(id).readiness)).toEqual(['ready', 'ready']);
  await tx.commit().execute();
  await jurisdiction.refresh();
  expect(jurisdiction.getAgency(late.id).readiness).toBe('no-heartbeat');
  await setReadiness(db, { agencyId: late.id, readiness: 'unknown', now });
  await jurisdiction.refresh();
  expect(jurisdiction.getAgency(late.id).readiness).toBe('unknown');
});

test('an area that new reference data names differently is found by its new name and no more by the old one', async () => {
  const codesOf = (name: string) => jurisdiction.listTypedPlaces(`ต.${name} อ.วังทอง จ.พิษณุโลก`).map(({ code }) => code);
  const rename = async (nameTh: string) => {
    await sql`UPDATE jurisdiction.administrative_areas SET name_th = ${nameTh} WHERE code = '650801'`.execute(db);
    await jurisdiction.reload();
  };
  expect(codesOf('วังทอง')).toEqual(['650801']);
  await rename('สมมติใหม่');
  expect(codesOf('สมมติใหม่')).toEqual(['650801']);
  await rename('วังทอง');
  expect(codesOf('สมมติใหม่')).not.toContain('650801');
});

test('readiness of an unknown agency is refused', async () => {
  const agencyId = '018f0000-0000-7000-8000-000000000000';
  const change = { agencyId, readiness: 'ready', now: new Date('2026-01-05T19:00:00Z') } as const;
  await expect(setReadiness(db, change)).rejects.toMatchObject({ code: 'jurisdiction/agency-not-found' });
});

test('a 191 centre and its provincial police see the province, the national desk everything, a help centre itself', () => {
  const branch = (code: string) => {
    const agency = jurisdiction.findAgencyByCode(code);
    return agency ? visibilityOf(agency) : undefined;
  };
  expect(branch('C191-65')).toBe('th.RTP.RTP_R6.PP_65');
  expect(branch('PP-65')).toBe('th.RTP.RTP_R6.PP_65');
  expect(branch('C191-10')).toBe('th.RTP.RTP_MPB');
  expect(branch('NDESK-1300')).toBe('th');
  expect(branch('TC-650101')).toBe('th.NDESK_1300.SO_65.TC_650101');
  const inProvince = jurisdiction.listAgencies({ branch: branch('C191-65'), kinds: ['station'] });
  expect(inProvince.length).toBe(39);
});

test.each([
  ['Mae Sai, at the border bridge', 20.4427, 99.8815],
  ['Ko Lipe', 6.488, 99.303],
  ['Ko Surin', 9.424, 97.868],
  ['Ko Similan', 8.65, 97.645],
  ['a ferry off Ko Samui', 9.3, 100.3],
  ['Ko Kut', 11.655, 102.565],
  ['Ko Tao', 10.097, 99.839],
  ['Sangkhla Buri, Three Pagodas Pass', 15.3018, 98.4005],
  ['Betong', 5.7735, 101.0725],
  ['Chong Mek', 15.1297, 105.4737],
  ['Khlong Yai, Hat Lek', 11.6437, 102.9127],
])('%s is in Thailand', (_, lat, lng) => {
  expect(jurisdiction.isInThailand({ lat, lng })).toBe(true);
});

test.each([
  ['Yangon', 16.84, 96.17],
  ['Luang Prabang', 19.885, 102.135],
  ['Phnom Penh', 11.556, 104.928],
  ['Siem Reap', 13.362, 103.86],
  ['Kuala Lumpur', 3.139, 101.687],
  ['Pakse', 15.12, 105.8],
  ['the null island', 0, 0],
  ['Langkawi', 6.35, 99.8],
  ['Tanintharyi, inland', 10.7, 98.55],
  ['the middle of the Gulf', 9.5, 101.6],
  ['the Andaman Sea, far out', 8.5, 96.5],
])('%s is not in Thailand', (_, lat, lng) => {
  expect(jurisdiction.isInThailand({ lat, lng })).toBe(false);
});

test('every subdistrict and station is in Thailand, and every subdistrict point has its own name or that of a namesake', () => {
  const agencies = jurisdiction.listAgencies();
  expect(agencies.filter(({ position }) => !jurisdiction.isInThailand(position))).toEqual([]);
  const centres = jurisdiction.listAgencies({ kinds: ['tambon-centre'] });
  const misnamed = centres.filter(
    ({ code, position }) => jurisdiction.describePlace(position).subdistrictCode !== code.slice(3),
  );
  // Younger khwaeng of Bangkok share the point of the khwaeng they were split from.
  expect(misnamed.length).toBeLessThanOrEqual(13);
  expect(misnamed.every(({ code }) => code.startsWith('TC-10'))).toBe(true);
});
