import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMapLink, readCoordinates } from './coordinates.ts';

describe('the same place, however it is written', () => {
  test.each([
    ...['16.8211, 100.2659', '16.8211,100.2659', '16.8211 100.2659', 'อยู่ 16.8211 100.2659 ครับ', '(16.8211, 100.2659)'],
    ...[
      '100.2659, 16.8211',
      '๑๖.๘๒๑๑, ๑๐๐.๒๖๕๙',
      '１６．８２１１，１００．２６５９',
      '16.8211/100.2659',
      '16.8211\n100.2659',
    ],
    ...[
      '16,8211 100,2659',
      '16,8211; 100,2659',
      '16,8211, 100,2659',
      '16.8211\u200b, 100.2659',
      'I am at 16.8211, 100.2659',
    ],
    ...[
      '16.8211N 100.2659E',
      '16.8211° N, 100.2659° E',
      'N16.8211 E100.2659',
      'E 100.2659 N 16.8211',
      '16.8211 N , 100.2659 E',
    ],
    ...[
      'lat: 16.8211, lon: 100.2659',
      'Lat 16.8211 Long 100.2659',
      'lon=100.2659 lat=16.8211',
      '{"lat":16.8211,"lng":100.2659}',
    ],
    ...[
      'ละติจูด 16.8211 ลองจิจูด 100.2659',
      'ละติจูด๑๖.๘๒๑๑ลองจิจูด๑๐๐.๒๖๕๙',
      '16.8211เหนือ 100.2659ตะวันออก',
      'พิกัด:16.8211,100.2659',
    ],
    ...['บ้านเลขที่ 99/1 ชั้น 2 พิกัด 16.8211, 100.2659 ตรงข้ามเซเว่น', '5.123 16.8211 100.2659', '16.8211°, 100.2659°'],
    ...['https://maps.google.com/?q=16.8211%2c100.2659', 'https://maps.google.com/?q=loc:16.8211,100.2659'],
    ...[
      'https://www.google.com/maps/@16.8211,100.2659,17z',
      'https://www.google.com/maps/search/16.8211,+100.2659?x=1',
    ],
    ...[
      'https://www.google.com/maps/dir/16.7001,100.1001/16.8211,100.2659/@16.9,100.4,15z',
      'ที่นี่ https://maps.apple.com/?ll=16.8211,100.2659&q=x',
    ],
    ...[
      'https://waze.com/ul?ll=16.8211%2C100.2659&navigate=yes',
      'geo:16.8211,100.2659?z=17',
      'geo:0,0?q=16.8211,100.2659(บ้าน)',
    ],
    ...[
      'https://www.openstreetmap.org/?mlat=16.8211&mlon=100.2659#map=17/16.7/100.1',
      'https://www.openstreetmap.org/#map=17/16.8211/100.2659',
    ],
  ])('%s', (text) => {
    expect(readCoordinates(text)).toEqual({ lat: 16.8211, lng: 100.2659, accuracyMetres: 6 });
  });

  test.each([
    ...[
      '16°49’16.3”N 100°15’57.1”E',
      '16°49\'16.3"N 100°15\'57.1"E',
      '16º49´16.3´´N, 100º15´57.1´´E',
      'N 16° 49′ 16.3″ E 100° 15′ 57.1″',
    ],
    ...[
      '16°49\'16.3" 100°15\'57.1"',
      '16 49 16.3 N 100 15 57.1 E',
      '100°15\'57.1"E 16°49\'16.3"N',
      "16° 49.2717' N 100° 15.9517' E",
    ],
    ...['๑๖ องศา ๔๙ ลิปดา ๑๖.๓ พิลิปดาเหนือ ๑๐๐ องศา ๑๕ ลิปดา ๕๗.๑ พิลิปดาตะวันออก', '16.8211944N, 100.2658611E'],
    ...[
      "https://www.google.com/maps/place/16%C2%B049'16.3%22N+100%C2%B015'57.1%22E/@16.9,100.4,17z",
      '!1d1!2d100.2658611!3d16.8211944 https://x.th/?!2d100.2658611!3d16.8211944',
    ],
  ])('to the second: %s', (text) => {
    const found = readCoordinates(text);
    expect(found?.lat).toBeCloseTo(16.82119, 4);
    expect(found?.lng).toBeCloseTo(100.26586, 4);
    expect(found?.accuracyMetres).toBeNull();
  });

  test('the pin counts, not the middle of the screen', () => {
    const link = 'https://www.google.com/maps/place/x/@16.9,100.4,15z/data=!3m1!4b1!8m2!3d16.8211024!4d100.2659039';
    expect(readCoordinates(link)).toEqual({ lat: 16.8211024, lng: 100.2659039, accuracyMetres: null });
  });

  test('what is rounded says how far it may be off', () => {
    expect(readCoordinates('16°49′N 100°15′E')).toEqual({ lat: 16 + 49 / 60, lng: 100.25, accuracyMetres: 928 });
    expect(readCoordinates('พิกัด 16.82, 100.26')).toEqual({ lat: 16.82, lng: 100.26, accuracyMetres: 557 });
    expect(readCoordinates('16.82N 100.26E')?.accuracyMetres).toBe(557);
    expect(readCoordinates('16.82110,100.26590')?.accuracyMetres).toBeNull();
  });

  test('clearly written, a place may be abroad; half a link is read as far as it goes', () => {
    expect(readCoordinates('35.6812N 139.7671E')).toMatchObject({ lat: 35.6812, lng: 139.7671 });
    expect(readCoordinates('33°51′24″S 151°12′55″W')).toMatchObject({ lat: -(33 + 51 / 60 + 24 / 3600) });
    expect(readCoordinates('https://maps.google.com/?q=16.8211,100.2659&x=%E0%B8')).toMatchObject({ lat: 16.8211 });
  });

  test('a full plus code', () => {
    for (const [code, lat, lng] of [
      ['8FVC9G8F+6X', 47.3656, 8.525],
      ['7fg49qcj+2v', 20.3701, 2.7822],
    ] as const) {
      const found = readCoordinates(code);
      expect(found?.lat).toBeCloseTo(lat, 3);
      expect(found?.lng).toBeCloseTo(lng, 3);
      expect(found?.accuracyMetres).toBe(7);
    }
    expect(readCoordinates('R7C8+CX พิษณุโลก')).toBeUndefined();
  });
});

describe('numbers that are no place', () => {
  test.each([
    ...[
      'ถูกทำร้ายตอน 20.15 21.30 น.',
      '12.50, 100.00 บาท',
      '16.82, 100.26',
      '12.500 100.250 กก.',
      'ราคา 12.500 100.250',
      '฿12.555 99.999',
    ],
    ...[
      'พิกัด 12.50, 100.00 บาท',
      'เวลา 12.300 100.200',
      '12.30 น. ถึง 99.50',
      '21.11.2569 20.15',
      '21/11/2569 100.123',
      '1.2.3.4',
      'v16.8211 100.2659',
    ],
    ...[
      '081 234 5678',
      '081.234 100.567',
      '16.821.100.265',
      '16',
      '16.8',
      '16 100',
      '999.1234, 999.1234',
      'บ้านเลขที่ 12.5',
      '',
      '25.50 บาท 100',
    ],
    ...[
      '35.6812, 139.7671',
      '0.0000, 0.0000',
      '12,500 100,000 บาท',
      '12,500 100,000',
      '5 e 10 n',
      '16n 100e',
      'ห้อง 5E 10N',
      '192.168.100.200',
    ],
    ...[
      '16:49:16 100:15:57',
      '16.8211',
      '16°',
      '36.5° 37.2°',
      "16°99'N 100°15'E",
      'https://example.com/?a=16.8211&b=100.2659',
    ],
  ])('%s', (text) => expect(readCoordinates(text)).toBeUndefined());
});

test('links that only say where to who opens them are known as such', () => {
  for (const link of [
    'https://maps.app.goo.gl/AbC123',
    'https://goo.gl/maps/xyz',
    'https://www.google.com/maps/place/วัดใหญ่',
  ]) {
    expect([readCoordinates(link), isMapLink(link)]).toEqual([undefined, true]);
  }
  expect(isMapLink('https://www.facebook.com/x')).toBe(false);
});

describe('whatever is written', () => {
  const degrees = (south: number, north: number) => fc.double({ min: south, max: north, noNaN: true });
  const sixty = (value: number): [number, number, number] => {
    const seconds = Math.round(value * 36000) / 10;
    return [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), Math.round((seconds % 60) * 10) / 10];
  };
  const inSixty = (value: number, signs: string) =>
    sixty(value)
      .map((part, at) => `${part}${signs[at] ?? ''}`)
      .join('');
  const WRITINGS: ((lat: number, lng: number) => string)[] = [
    (lat, lng) => `${lat.toFixed(5)}, ${lng.toFixed(5)}`,
    (lat, lng) => `${lng.toFixed(5)} ${lat.toFixed(5)}`,
    (lat, lng) => `${lat.toFixed(5)}`.replace('.', ',').concat(' ', lng.toFixed(5).replace('.', ',')),
    (lat, lng) => `${lat.toFixed(6)}n ${lng.toFixed(6)}e`,
    (lat, lng) => `ละติจูด: ${lat.toFixed(6)} ลองจิจูด: ${lng.toFixed(6)}`,
    (lat, lng) => `Latitude ${lat.toFixed(6)} Longitude ${lng.toFixed(6)}`,
    (lat, lng) => `${inSixty(lat, '°\'"')}N ${inSixty(lng, '°\'"')}E`,
    (lat, lng) => `${inSixty(lat, '°’”')} ${inSixty(lng, '°’”')}`,
    (lat, lng) => `${sixty(lat).join(' ')} N ${sixty(lng).join(' ')} E`,
    (lat, lng) => `https://maps.google.com/?q=${lat.toFixed(6)},${lng.toFixed(6)}`,
    (lat, lng) =>
      `${lat.toFixed(5)} ${lng.toFixed(5)}`.replace(/\d/g, (digit) => String.fromCharCode(0x0e50 + Number(digit))),
  ];

  test('each form gives back the place that was written', () => {
    fc.assert(
      fc.property(degrees(5.6, 20.5), degrees(97.4, 105.6), fc.constantFrom(...WRITINGS), (lat, lng, write) => {
        const found = readCoordinates(`อยู่ที่ ${write(lat, lng)} ค่ะ`);
        expect(found?.lat).toBeCloseTo(lat, 3);
        expect(found?.lng).toBeCloseTo(lng, 3);
      }),
      { seed: 2026, numRuns: 2000 },
    );
  });

  test('prices, times and dates are never a place', () => {
    const two = fc.integer({ min: 0, max: 59 }).map((number) => String(number).padStart(2, '0'));
    const time = fc.tuple(fc.integer({ min: 0, max: 23 }), two).map(([hour, minute]) => `${hour}.${minute}`);
    const price = fc.tuple(fc.integer({ min: 0, max: 999 }), two).map(([baht, satang]) => `${baht}.${satang}`);
    const number = fc.oneof(time, price, fc.integer({ min: 0, max: 99_999 }).map(String));
    const between = fc.constantFrom(' ', ', ', ' - ', ' น. ', ' บาท ', '/', '\n');
    fc.assert(
      fc.property(fc.array(fc.tuple(number, between), { minLength: 1, maxLength: 6 }), (parts) => {
        expect(readCoordinates(`ถูกทำร้ายตอน ${parts.flat().join('')}`)).toBeUndefined();
      }),
      { seed: 2026, numRuns: 2000 },
    );
  });

  test('no text throws, what is found is on the earth, and a long text does not take long', () => {
    const sign = fc.constantFrom(
      ...'0123456789.,°\'"nsew /:@!&=+- ๑๖',
      'lat',
      'lon',
      '16.8211',
      '100.2659',
      'geo:',
      'https://',
      '!3d',
      '%',
      'องศา',
    );
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 60 }), (signs) => {
        const found = readCoordinates(signs.join(''));
        expect(Math.abs(found?.lat ?? 0)).toBeLessThanOrEqual(90);
        expect(Math.abs(found?.lng ?? 0)).toBeLessThanOrEqual(180);
      }),
      { seed: 2026, numRuns: 5000 },
    );
    for (const part of ['16.', '1', '1 ', "16°1'", 'lat ', '16.8211, ', 'https://a/', '/place/1.1,', 'n1 ']) {
      readCoordinates(part.repeat(5000 / part.length));
    }
  });
});
