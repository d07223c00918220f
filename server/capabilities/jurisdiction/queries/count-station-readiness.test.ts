import { expect, test } from 'vitest';
import type { Agency, Readiness } from '#contract/jurisdiction';
import { countStationReadiness } from './count-station-readiness.ts';

const agency = (path: string, kind: Agency['kind'], readiness: Readiness = 'unknown'): Agency => ({
  ...{ id: path, code: path, kind, nameTh: path, nameEn: null, parentId: null, path, phone: null },
  ...{ position: { lat: 16.8, lng: 100.2 }, isActive: true, readiness, isDemonstration: true },
});
const agencies = [
  agency('th.RTP.PP_65.C191', 'centre-191'),
  agency('th.RTP.PP_65.A', 'station', 'ready'),
  agency('th.RTP.PP_65.B', 'station'),
  agency('th.RTP.PP_65.C', 'station'),
  agency('th.RTP.PP_65.D', 'station', 'no-heartbeat'),
  agency('th.RTP.PP_10.E', 'station', 'nobody-on-duty'),
];
const jurisdiction = {
  findAgency: (id: string) => agencies.find((one) => one.id === id),
  listAgencies: () => agencies.filter(({ kind }) => kind === 'station'),
};

test('a station without a roster is not counted as ready; other provinces are not counted', () => {
  expect(countStationReadiness(jurisdiction, ['th.RTP.PP_65.C191'])).toMatchObject({
    ready: 1,
    noRoster: 2,
    notReady: [{ id: 'th.RTP.PP_65.D', readiness: 'no-heartbeat' }],
  });
});

test('somebody without an agency gets no counts', () => {
  expect(countStationReadiness(jurisdiction, [])).toEqual({ ready: 0, noRoster: 0, notReady: [] });
});
