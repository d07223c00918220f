import { expect, test } from 'vitest';
import { isPublicContact, isPublicHost } from './outside-address.ts';

test.each(['ess.go.th', 'ESS.police.go.th', 'xn--12c1fe0br.xn--o3cw4h', 'ess.go.th.', '8.8.8.8', '[2606:4700::1111]'])(
  '%s can be found by anybody',
  (host) => expect(isPublicHost(host)).toBe(true),
);

test.each([
  ...['localhost', 'ess', 'ess.localhost', 'ess.local', 'ess.internal', 'db.lan', 'router.home', 'x.home.arpa'],
  ...['ess.example', 'example.com', 'www.example.org', 'ess.test', 'ess.invalid', '', '.', 'a..th', '-a.go.th'],
  ...['10.0.0.5', '192.168.1.20', '127.0.0.1', '[::1]', '[fd00::1]', '203.0.113.9', 'ess.123'],
])('%s leads nowhere from outside', (host) => expect(isPublicHost(host)).toBe(false));

test.each([
  'mailto:ess@police.go.th',
  'mailto:duty+ess@xn--12c1fe0br.th',
  'https://ess.go.th',
  'https://ess.go.th/contact',
])('push services can write to %s', (contact) => expect(isPublicContact(contact)).toBe(true));

test.each([
  ...['mailto:ops@localhost', 'mailto:nobody@demo.ess.example', 'mailto:x', 'https://localhost', 'mailto:', 'mailto:@'],
  ...['mailto:ops@ess.local', 'mailto:ops@10.0.0.5', 'mailto:ops@[10.0.0.5]', 'mailto:ops@8.8.8.8', 'https://10.1.2.3'],
  ...[
    'mailto: ops@police.go.th',
    'mailto:a@police.go.th,b@police.go.th',
    'mailto:a@police.go.th?subject=x',
    'ops@x.go.th',
  ],
  ...[
    'http://ess.go.th',
    'https://a:b@ess.go.th',
    'https://ess.test',
    'mailto:ops@ess.invalid',
    'mailto:ops@police',
    '',
  ],
])('they refuse %s', (contact) => expect(isPublicContact(contact)).toBe(false));
