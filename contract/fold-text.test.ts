import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldPattern, foldText } from './fold-text.ts';

/** What phones, keyboards and copied texts make of a spelling. Each pair must come out the same. */
const SAME: readonly (readonly [string, string])[] = [
  ['ถูกท\u0e4d\u0e32ร้าย', 'ถูกทำร้าย'],
  ['น\u0e49\u0e4d\u0e32', 'น้ำ'],
  ['น\u0e4d\u0e49\u0e32', 'น้ำ'],
  ['น\u0e33\u0e49', 'น้ำ'],
  ['\u0e40\u0e40จ้งเหตุ', 'แจ้งเหตุ'],
  ['ช่วย\u200bด้วย', 'ช่วยด้วย'],
  ['ช่วย\ufeff\u2060ด้วย\u200e', 'ช่วยด้วย'],
  ['ท\u0e48\u0e35นี่', 'ที่นี่'],
  ['ผ\u0e39\u0e49\u0e49', 'ผู้'],
  ['ช่วยยยยยด้วยยย', 'ช่วยด้วย'],
  ['ช่วยด้วยย', 'ช่วยด้วย'],
  ['มาาาา', 'มา'],
  ['กลััว', 'กลัว'],
  ['ฤๅษี', 'ฤาษี'],
  ['I can\u2019t talk', "i can't talk"],
  ['I can\u00b4t talk', "i can't talk"],
  ['I can`t talk', "i can't talk"],
  ['don\u02bct', "don't"],
  ['\u201chelp\u201d \u2014 now\u2026', '"help" - now...'],
  ['ＨＥＬＰ ＭＥ！', 'help me!'],
  ['𝐡𝐞𝐥𝐩 𝓶𝓮', 'help me'],
  ['helllllp meeee', 'help me'],
  ['killll', 'kill'],
  ['๑๙๑', '191'],
  ['１９１', '191'],
  ['၁၉၁', '191'],
  ['help\u00a0me\r\nplease ', 'help me please'],
  ['he\u00adlp', 'help'],
  ['cafe\u0301', 'caf\u00e9'],
];

describe('one spelling', () => {
  test.each(SAME)('%s is folded like %s', (written, plain) => {
    expect(foldText(written)).toBe(foldText(plain));
  });

  test('what means something else stays something else', () => {
    for (const [one, other] of [
      ['กรรม', 'กรม'],
      ['คนนี้', 'คนี้'],
      ['พรรค', 'พรค'],
      ['บรร', 'บร'],
      ['ตำบลลำพูน', 'ตำบลำพูน'],
      ['081 111 2222', '081 11 222'],
      ['ใกล้', 'ไกล'],
      ['ขอออก', 'ขอก'],
    ] as const) {
      expect(foldText(one)).not.toBe(foldText(other));
    }
  });

  test('plain Thai stays as it is written', () => {
    const plain = 'ช่วยด้วย มีคนถูกทำร้ายที่บ้านน้ำใสหน้าวัดธรรมจักร 081-234-5678 ซอย 3/1';
    expect(foldText(plain)).toBe(plain);
  });
});

describe('whatever is typed', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({
      unit: fc.integer({ min: 0x0e00, max: 0x0e7f }).map((code) => String.fromCharCode(code)),
      maxLength: 40,
    }),
    fc.string({ unit: fc.constantFrom(..."กรย์่้ีุูัําำเแะๅๆaelI'’´\u200b\u0301\u0307\u3099ー１๑ \t"), maxLength: 40 }),
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }).map((codes) => String.fromCharCode(...codes)),
  );

  test('folding is done once: again changes nothing, and it stays short', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const folded = foldText(text);
        expect(foldText(folded)).toBe(folded);
        expect(folded.length).toBeLessThanOrEqual(text.length * 4);
      }),
      { seed: 2026, numRuns: 3000 },
    );
  });

  test('every character alone, but those of East Asia that nothing is folded of', () => {
    const blocks = [
      [0, 0x33ff],
      [0xa490, 0xabff],
      [0xd800, 0x1ffff],
      [0xe0000, 0xe01ff],
    ] as const;
    for (const [first, last] of blocks) {
      for (let code = first; code <= last; code++) {
        const folded = foldText(String.fromCodePoint(code));
        if (foldText(folded) !== folded) expect.fail(`U+${code.toString(16)}`);
      }
    }
  });

  test('a disguise is seen through', () => {
    const plain = fc.constantFrom('ช่วยด้วย', 'ถูกทำร้าย', 'แจ้งเหตุ', "i can't talk", 'เข้าเวร', 'น้ำท่วมที่นี่', '191 ถ.3');
    const changes = fc.array(
      fc.record({
        at: fc.nat(),
        how: fc.constantFrom<(sign: string) => string>(
          (sign) => `${sign}\u200b`,
          (sign) => `\ufeff${sign}`,
          (sign) => sign.toUpperCase(),
          (sign) => sign.replace('ำ', '\u0e4d\u0e32').replace('แ', 'เเ').replace("'", '\u2019').replace(' ', '\u00a0'),
          (sign) => sign.replace(/\d/, (digit) => String.fromCharCode(0x0e50 + Number(digit))),
          (sign) => sign.replace(/[!-~]/, (ascii) => String.fromCharCode(ascii.charCodeAt(0) + 0xfee0)),
          (sign) => (/[a-zก-๎ ]/.test(sign) ? sign.repeat(4) : sign),
        ),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(plain, changes, (text, disguise) => {
        const signs = [...text];
        for (const { at, how } of disguise) {
          const index = at % signs.length;
          if ([...(signs[index] ?? '')].length === 1) signs[index] = how(signs[index] ?? '');
        }
        expect(foldText(signs.join(''))).toBe(foldText(text));
      }),
      { seed: 2026, numRuns: 3000 },
    );
  });

  test('vowel and tone in either order', () => {
    const parts = (marks: string) => fc.constantFrom(...marks);
    fc.assert(
      fc.property(parts('กขคงจชซดตทนบปผพมยรลวสหอ'), parts('ัิีึืุู'), parts('่้๊๋'), (consonant, vowel, tone) => {
        expect(foldText(consonant + tone + vowel)).toBe(foldText(consonant + vowel + tone));
      }),
      { seed: 2026 },
    );
  });
});

test('a pattern is written plainly and meets folded text', () => {
  const pattern = foldPattern(/\bwill kill\b|\bbeat/);
  expect(pattern.test(foldText('He WILLLL kill me'))).toBe(true);
  expect(pattern.test(foldText('he bbeats her'))).toBe(true);
  expect(pattern.test(foldText('he skilled'))).toBe(false);
});
