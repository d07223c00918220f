/** Letters and digits that nobody mistakes for each other on paper: no I, L, O, U. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** So many signs without the last one, which checks them: 55 bits, which nobody guesses. */
export const SERIAL_SIGNS = 11;

/** What somebody typed from paper, as it was made. */
function normalize(typed: string): string {
  return typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}

/** Luhn's check for 32 signs: one wrong sign is always found, two that changed places nearly always. */
function checkSign(signs: string): string {
  const sum = [...signs].reverse().reduce((total, sign, place) => {
    const doubled = SIGNS.indexOf(sign) * (place % 2 === 0 ? 2 : 1);
    return total + Math.floor(doubled / SIGNS.length) + (doubled % SIGNS.length);
  }, 0);
  return SIGNS[(SIGNS.length - (sum % SIGNS.length)) % SIGNS.length] ?? '';
}

/** The serial of random numbers from 0 to 31. */
export function makeSerial(numbers: readonly number[]): string {
  const signs = numbers.map((number) => SIGNS[number] ?? '').join('');
  return signs + checkSign(signs);
}

/** The serial as it is stored; undefined when it can't be one. */
export function readSerial(typed: string): string | undefined {
  if (typed.length > 40) return undefined;
  const serial = normalize(typed);
  const isWhole = serial.length === SERIAL_SIGNS + 1 && [...serial].every((sign) => SIGNS.includes(sign));
  return isWhole && checkSign(serial.slice(0, -1)) === serial.at(-1) ? serial : undefined;
}

/** In groups of four, as it stands on paper. */
export function groupSerial(serial: string): string {
  return serial.match(/.{1,4}/g)?.join('-') ?? serial;
}
