/**
 * The code of a placement: seven random characters of Crockford's base32 (no I, L, O, U) and a check character. In upper
 * case its address fits a QR code in alphanumeric mode. The check character finds every single mistyped character and any two that
 * changed places, so that a code read aloud or from a torn poster is never silently another shop's.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const PLACEMENT_CODE_LENGTH = 8;
/** What people write for a character, as it is read. */
const SAME: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };
const THAI_ZERO = 0x0e50;

/** Powers of 2 in the field of 32 elements (x^5 + x^2 + 1): a weight for each place, no two alike. */
const WEIGHTS = Array.from({ length: PLACEMENT_CODE_LENGTH }, (_, place) =>
  timesPowerOfTwo(1, PLACEMENT_CODE_LENGTH - 1 - place),
);

function timesPowerOfTwo(value: number, power: number): number {
  let product = value;
  for (let step = 0; step < power; step++) {
    product <<= 1;
    if (product & 32) product ^= 0b100101;
  }
  return product;
}

function times(one: number, other: number): number {
  let sum = 0;
  for (let bit = 0; bit < 5; bit++) if (other & (1 << bit)) sum ^= timesPowerOfTwo(one, bit);
  return sum;
}

const weigh = (values: readonly number[]): number =>
  values.reduce((sum, value, place) => sum ^ times(value, WEIGHTS[place] ?? 0), 0);

/** A new code. `random` gives so many random bytes; codes of digits alone, which look like telephone numbers, are drawn again. */
export function makePlacementCode(random: (bytes: number) => Uint8Array): string {
  for (;;) {
    // 256 is a multiple of 32, so each character is equally likely.
    const values = [...random(PLACEMENT_CODE_LENGTH - 1)].map((byte) => byte % ALPHABET.length);
    // The last place has the weight 1: what is missing to zero is its value.
    const code = [...values, weigh(values)].map((value) => ALPHABET[value]).join('');
    if (/[A-Z]/.test(code)) return code;
  }
}

/** Whether this is a code as it is stored: upper case, without blanks, with the right check character. */
export function isPlacementCode(code: string): boolean {
  if (code.length !== PLACEMENT_CODE_LENGTH || !/[A-Z]/.test(code)) return false;
  const values = [...code].map((character) => ALPHABET.indexOf(character));
  return !values.includes(-1) && weigh(values) === 0;
}

/**
 * The code that somebody typed or scanned: in any case, in groups, with O for 0, I or L for 1, or Thai digits.
 * @returns undefined when it is none, or mistyped
 */
export function readPlacementCode(typed: string): string | undefined {
  const code = typed
    .replace(/[\s-]/g, '')
    .toUpperCase()
    .replace(/[OIL]/g, (character) => SAME[character] ?? character)
    .replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - THAI_ZERO));
  return isPlacementCode(code) ? code : undefined;
}

/** As people read it: `7K3F 9TQ2`. */
export function formatPlacementCode(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`;
}

/** The path of a placement's page, as it is printed: upper case, for a small QR code. */
export function placementPath(code: string): string {
  return `/Q/${code}`;
}

/** What the page behind a code writes into the chat; the person sends it. It says nothing to whoever looks at the screen. */
export function placementText(code: string): string {
  return `ESS ${formatPlacementCode(code)}`;
}

/** The code of such a text, as people may change it before they send it; undefined if it is none, or mistyped. */
export function readPlacementText(text: string): string | undefined {
  const [, typed] = /^ess[\s:-]+([\p{L}\p{N}\s-]{8,12})$/iu.exec(text.trim()) ?? [];
  return typed === undefined ? undefined : readPlacementCode(typed);
}
