import { expect, test } from 'vitest';
import { visitorOf } from './visitor.ts';

const ANDROID =
  'Mozilla/5.0 (Linux; Android 10; SM-A107F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36';

test.each([
  [ANDROID, 'person'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Safari Line/14.5.0',
    'person',
  ],
  ['facebookexternalhit/1.1;line-poker/1.0', 'preview'],
  ['WhatsApp/2.23.20.0', 'preview'],
  ['TelegramBot (like TwitterBot)', 'preview'],
  ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'bot'],
  ['curl/8.5.0', 'bot'],
  ['python-requests/2.31', 'bot'],
  ['', 'bot'],
])('%s is a %s', (agent, who) => {
  expect(visitorOf('GET', { 'user-agent': agent })).toBe(who);
});

test('a phone of the brand CUBOT is a person', () => {
  expect(visitorOf('GET', { 'user-agent': ANDROID.replace('SM-A107F', 'CUBOT_NOTE_20') })).toBe('person');
});

test('HEAD and what a browser fetches ahead are previews', () => {
  expect(visitorOf('HEAD', { 'user-agent': ANDROID })).toBe('preview');
  expect(visitorOf('GET', { 'user-agent': ANDROID, 'sec-purpose': 'prefetch;prerender' })).toBe('preview');
  expect(visitorOf('GET', { 'user-agent': ANDROID, purpose: 'preview' })).toBe('preview');
});
