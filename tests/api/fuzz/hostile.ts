import { randomUUID } from 'node:crypto';
import fc from 'fast-check';

/** In every hostile text: an answer that repeats it repeats what a stranger wrote. */
export const MARK = 'zx9mark';

const TEXTS = [
  '',
  ' ',
  '\u0000',
  `${MARK}\u0000`,
  '\ud800',
  `${MARK}\udfff`,
  '\ufeff\u202e\u200d',
  'ช่วยด้วย๑๒๓',
  '👩‍👩‍👧‍👦'.repeat(50),
  `'; DROP TABLE incident.incidents; --${MARK}`,
  `1' OR '1'='1${MARK}`,
  `<script>${MARK}</script>`,
  `"><img src=x onerror=${MARK}>`,
  `=HYPERLINK("https://evil.example/${MARK}")`,
  `@SUM(1)${MARK}`,
  '../../../etc/passwd',
  '{{7*7}}%s%n',
  '\r\nset-cookie: a=b',
  'true',
  'null',
  '__proto__',
  'constructor',
  '1e309',
  '٣',
  '2026-02-30T25:61:61Z',
  '+66812345678',
  `${MARK}@example.org`,
  randomUUID(),
  '00000000-0000-0000-0000-000000000000',
];
const NUMBERS = [0, -0, -1, 1, 0.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, 5e-324, 91, 181];

/** Long enough to be too long for any field, short enough for the body's limit. */
const LONG = fc.constantFrom('ก', 'a', '"', '\\', ' ').map((sign) => sign.repeat(9000));

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: LONG },
);

/** Of any type, also of the wrong one. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(...NUMBERS) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], { a: 1 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.nat({ max: 400 }).map((depth) => nest(depth)) },
);

/** In a path or a query: what a browser would send, and what none would. */
export const hostileSegment: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '%00',
    '..%2f..',
    '%E0%A4%A',
    '%ff',
    '*',
    "'",
    '%27%3B--',
    'x'.repeat(300),
    '-1',
    '0',
    '%F0%9F%98%80',
  ),
  hostileText.map((text) => encodeURIComponent(text.toWellFormed()).slice(0, 400) || '%20'),
);

function nest(depth: number): unknown {
  let value: unknown = MARK;
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { text: value };
  return value;
}

/** A body as text, with its content type: JSON gone wrong in all the ways that JSON can, and no JSON at all. */
export function spoil(json: string): fc.Arbitrary<{ type: string | undefined; text: string }> {
  const asJson = (text: string) => ({ type: 'application/json', text });
  const first = /^\{\s*("(?:[^"\\]|\\.)*"\s*:)/.exec(json)?.[1];
  return fc.oneof(
    { weight: 12, arbitrary: fc.constant(asJson(json)) },
    { weight: 1, arbitrary: fc.nat({ max: json.length }).map((end) => asJson(json.slice(0, end))) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        // A key twice: which of the two counts must not depend on who reads it.
        asJson(first ? json.replace('{', `{${first}"${MARK}",`) : `[${json},`),
        asJson(json.replace('{', `{"__proto__":{"isAdministrator":true},`)),
        asJson(`\ufeff${json}`),
        asJson(`${'['.repeat(20_000)}${']'.repeat(20_000)}`),
        asJson(`{"text":"${'a'.repeat(70_000)}"}`),
        asJson('{"etaMinutes":1e999}'),
        asJson('{"text":"\\ud800"}'),
        asJson('nonsense'),
      ),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(
          'text/plain',
          'application/x-www-form-urlencoded',
          'multipart/form-data; boundary=x',
          'text/csv',
          '',
          'application/xml',
          'application/json; charset=utf-16',
        )
        .map((type) => ({ type, text: json })),
    },
    { weight: 1, arbitrary: fc.constant({ type: undefined, text: '' }) },
  );
}
