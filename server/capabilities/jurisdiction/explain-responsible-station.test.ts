import { expect, test } from 'vitest';
import type { Agency, ResponsibleStation } from '#contract/jurisdiction';
import { explainResponsibleStation, formatDistance } from './explain-responsible-station.ts';
import english from './messages/en.json' with { type: 'json' };
import thai from './messages/th.json' with { type: 'json' };

function station(nameTh: string, nameEn: string | null): Agency {
  const fixed = { id: nameTh, code: 'ST-1', kind: 'station', parentId: null, path: 'th.ST_1', phone: null } as const;
  const rest = { isActive: true, readiness: 'unknown', isDemonstration: true } as const;
  return { ...fixed, ...rest, nameTh, nameEn, position: { lat: 16, lng: 100 } };
}
const A = station('สภ.ก', 'A Police Station');
const B = station('สภ.ข', null);

function found(more: Partial<ResponsibleStation>): ResponsibleStation {
  const reason = { code: 'nearest-no-area', distanceMetres: 3210 } as const;
  return { station: A, distanceMetres: 3210, reason, passedOver: [], neighbours: [], ...more };
}

test('each reason is a sentence in Thai and in English', () => {
  expect(explainResponsibleStation(found({}), 'th')).toEqual(['สภ.ก อยู่ใกล้ที่สุด 3.2 กม. (จุดนี้ไม่มีข้อมูลเขตรับผิดชอบ)']);
  expect(explainResponsibleStation(found({}), 'en')).toEqual([
    'A Police Station is nearest, 3.2 km, no area known here',
  ]);
  const inside = found({ reason: { code: 'inside-area', isApproximate: false } });
  expect(explainResponsibleStation(inside, 'th')).toEqual(['อยู่ในเขตรับผิดชอบของ สภ.ก']);
  const none = found({ reason: { code: 'none-ready', distanceMetres: 3210 } });
  expect(explainResponsibleStation(none, 'en')).toEqual([
    'no station nearby is ready, so A Police Station gets it all the same, 3.2 km',
  ]);
});

test('stations passed over come first, neighbours last; a station without an English name is shown in Thai', () => {
  const passed = found({
    reason: { code: 'next-ready', distanceMetres: 3210 },
    passedOver: [{ agency: B, why: 'no-heartbeat' }],
    neighbours: [{ agency: B, borderMetres: 127, distanceMetres: 5000 }],
  });
  expect(explainResponsibleStation(passed, 'en')).toEqual([
    'passed over สภ.ข: its system does not answer',
    'given to A Police Station, the nearest that is ready, 3.2 km',
    'close to the area of สภ.ข (130 m to the border), so told as well',
  ]);
});

test('more than five stations passed over are counted', () => {
  const passedOver = Array.from({ length: 8 }, () => ({ agency: B, why: 'nobody-on-duty' as const }));
  const lines = explainResponsibleStation(found({ passedOver }), 'en');
  expect(lines).toHaveLength(7);
  expect(lines[5]).toBe('and 3 more stations passed over');
});

test.each([
  [0, '0 m'],
  [994, '990 m'],
  [995, '1.0 km'],
  [12_345, '12.3 km'],
])('%d metres are %s', (metres, text) => {
  expect(formatDistance(metres, 'en')).toBe(text);
});

test('both languages have the same texts with the same values', () => {
  expect(Object.keys(english)).toEqual(Object.keys(thai));
  const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const [key, text] of Object.entries(thai)) {
    expect([key, holes(english[key as keyof typeof english])]).toEqual([key, holes(text)]);
  }
});
