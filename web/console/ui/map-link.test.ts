import { expect, test } from 'vitest';
import { formatPoint, mapLink } from './map-link.ts';

const place = { lat: 16.82, lng: 100.2659 };

test('the place is written as navigation programs read it', () => {
  expect(formatPoint(place)).toBe('16.820000,100.265900');
});

test.each([
  ['Mozilla/5.0 (Linux; Android 15)', 'geo:16.820000,100.265900?q=16.820000,100.265900'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)', 'maps:?daddr=16.820000,100.265900'],
])('%s opens its own map program, no web site', (userAgent, link) => {
  expect(mapLink(place, userAgent)).toBe(link);
  expect(mapLink(place, userAgent)).not.toMatch(/^https?:/);
});
