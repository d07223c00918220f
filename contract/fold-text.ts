/**
 * One spelling for everything people type, so that texts can be compared and searched: what looks or sounds the same
 * becomes the same string. **Fold both sides**: a folded text is for comparing, never for showing or storing ("call"
 * becomes "cal", because "caaall" does as well).
 *
 * Folded are: case; typographic signs, full-width and styled letters (Unicode NFKC, except where it splits a character
 * into several or a Thai ำ into two); characters without width; digits of Thai and other scripts; spaces; for Thai the order of
 * vowel and tone marks, ํา → ำ, เเ → แ, ๅ → า; and repeated letters. The result is at most four times as long.
 */
export function foldText(text: string): string {
  const plain = withPlainSigns(text).toLowerCase().normalize('NFC').replace(LOOSE_MARKS, '');
  return withoutRepeats(foldThai(plain)).replace(/\s+/g, ' ').trim();
}

/** The first half of folding: characters of a plain keyboard, nothing invisible; letters stay as written. */
export function withPlainSigns(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .replace(LONE_ACCENTS, "'")
    .replace(DOUBLE_QUOTES, '"')
    .replace(FOREIGN_SIGNS, compatible)
    .replace(SINGLE_QUOTES, "'")
    .replace(DASHES, '-')
    .replace(OTHER_DIGITS, toWesternDigit);
}

/** A pattern over folded text, written with plain spelling: its doubled Latin letters are folded like the text's. */
export function foldPattern({ source, flags }: RegExp): RegExp {
  return new RegExp(
    source.replace(/\\.|([a-z])\1+/g, (found: string, letter?: string) => letter ?? found),
    flags,
  );
}

/** Zero-width spaces, direction marks, variation selectors, and control characters other than spaces. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|(?!\s)\p{Cc}/gu;
/** Single accents are typed as apostrophes; NFKC would turn them into a space and an accent. */
const LONE_ACCENTS = /[\u00b4\u1fbd\u1fbf\u1fef\u1ffd\u1ffe\u0384`]/g;
const SINGLE_QUOTES = /[\u2018-\u201b\u2032\u2035\u02b9-\u02bd`]/g;
const DOUBLE_QUOTES = /[\u201c-\u201f\u2033\u2036\u00ab\u00bb\u02ba\u301d-\u301f\uff02]/g;
/** Accents that NFC could not combine with a letter: decoration of a word, not part of it. */
const LOOSE_MARKS = /(?=\p{M})\p{Script=Inherited}/gu;
const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;
/** Everything except ASCII, which stays, and Thai, which has its own rules below. */
const FOREIGN_SIGNS = /[^\0-\x7f\u0e00-\u0e7f]/gu;
/** A character for a whole phrase (U+FDFA) stays one character. */
const LONGEST_EXPANSION = 4;

function compatible(sign: string): string {
  const plain = sign.normalize('NFKC').replace('\u3002', '.');
  return plain.length <= LONGEST_EXPANSION ? plain : sign;
}

/** The zeros of Thai, Lao, Burmese, Khmer, Arabic and Indian digits; nine more follow each. */
const ZEROS = [0x0e50, 0x0ed0, 0x1040, 0x17e0, 0x0660, 0x06f0, 0x0966];
const OTHER_DIGITS = /[๐-๙໐-໙၀-၉០-៩٠-٩۰-۹०-९]/g;

function toWesternDigit(digit: string): string {
  const code = digit.charCodeAt(0);
  return String(code - (ZEROS.find((zero) => code >= zero && code < zero + 10) ?? code));
}

/** Marks above or below a Thai consonant, and ำ, which is partly above it. */
const MARKS = /[\u0e31\u0e33-\u0e39\u0e47-\u0e4e]{2,}/g;

/** Each mark once, the vowel before the tone and ำ last, as Thai keyboards should have written it. */
function inOrder(marks: string): string {
  const sorted = [...new Set(marks)].sort();
  return sorted.filter((mark) => mark !== 'ำ').join('') + (sorted.includes('ำ') ? 'ำ' : '');
}

function foldThai(text: string): string {
  return (
    text
      .replaceAll('ๅ', 'า')
      .replace(MARKS, inOrder)
      .replace(/\u0e4d\u0e32/g, 'ำ')
      .replace(MARKS, inOrder)
      // Two are how แ is often typed; more of them are one drawn out.
      .replace(/เ{2,}/g, (signs) => (signs.length === 2 ? 'แ' : 'เ'))
      .normalize('NFC')
  );
}

/**
 * Latin letters and Thai vowels never need their double to be understood. Thai consonants do (คนนี้, กรรม), so only three
 * of them are too many (four of อ: ขอออกเวร), or two at the end, where ช่วยย is drawn out and only รร is a spelling.
 */
function withoutRepeats(text: string): string {
  return text
    .replace(/([a-z])\1+|([ะ-ูเ-ๆ])\2+/g, '$1$2')
    .replace(/([ก-ฬฮ])\1{2,}|(อ)\2{3,}/g, '$1$2')
    .replace(/([ก-ยล-ฮ])\1(?![ก-๎])/g, '$1')
    .replace(/รร(?=รร)/g, 'ร');
}
