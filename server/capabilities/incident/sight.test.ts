import { expect, test } from 'vitest';
import type { Agency } from '#contract/jurisdiction';
import { audiencesOf, seesAny, sightsFrom } from './sight.ts';

const paths: Record<string, { path: string; kind: Agency['kind'] }> = {
  station: { path: 'th.RTP.RTP_R6.PP_65.PS65003', kind: 'station' },
  neighbour: { path: 'th.RTP.RTP_R6.PP_65.PS65013', kind: 'station' },
  elsewhere: { path: 'th.RTP.RTP_R1.PP_10.PS10001', kind: 'station' },
  province: { path: 'th.RTP.RTP_R6.PP_65', kind: 'provincial-police' },
  centre: { path: 'th.RTP.RTP_R6.PP_65.C191_65', kind: 'centre-191' },
};
const tree = {
  getAgency(id: string): Agency {
    const known = paths[id];
    if (!known) throw new Error(id);
    const position = { lat: 16.8, lng: 100.2 };
    const rest = { parentId: null, phone: null, isActive: true, readiness: 'unknown', isDemonstration: true } as const;
    return { id, code: id, nameTh: id, nameEn: null, position, ...rest, ...known };
  },
};
const sees = (agency: string, ...involved: string[]) => seesAny(tree, sightsFrom(tree, [agency]), involved);

test('a station sees its own, not its neighbour’s; the province and its 191 centre see both, and no other province', () => {
  expect(sees('station', 'station')).toBe(true);
  expect(sees('station', 'neighbour')).toBe(false);
  expect(sees('neighbour', 'station', 'neighbour')).toBe(true);
  for (const above of ['province', 'centre']) {
    expect(sees(above, 'station')).toBe(true);
    expect(sees(above, 'elsewhere')).toBe(false);
  }
});

test('nobody sees an incident that concerns no agency, and nobody sees through no agency', () => {
  expect(sees('province')).toBe(false);
  expect(seesAny(tree, sightsFrom(tree, []), ['station'])).toBe(false);
});

test('who sees an incident listens to one of its audiences, and nobody else does', () => {
  const audiences = audiencesOf(tree, ['station']);
  const listens = (agency: string) => sightsFrom(tree, [agency]).some((sight) => audiences.includes(`sight:${sight}`));
  for (const agency of Object.keys(paths)) expect(listens(agency), agency).toBe(sees(agency, 'station'));
  expect(new Set(audiences).size).toBe(audiences.length);
});
