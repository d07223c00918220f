import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { AppError } from '#platform/app-error';

/** NIST SP 800-63B requires length rather than kinds of characters; better-auth refuses more than 128. */
const SHORTEST = 12;
const LONGEST = 128;
/** Words of this application, which an attacker tries first (ASVS 6.1.2). */
const CONTEXT_WORDS = ['ess', 'helpme', 'police', 'tamruat', '191', '1300', 'thailand', 'ตำรวจ', 'แจ้งเหตุ', 'รหัสผ่าน'];
/** zxcvbn's score 3 of 4: more than 10^8 guesses, too many for a sign-in with a limit on tries. */
const FEWEST_GUESSES_LOG10 = 8;

const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/**
 * Refuses passwords that are too short or easily guessed: common ones, repetitions, keyboard walks and the person's own
 * name, e-mail or staff number (ASVS 6.2.1, 6.2.4, 6.2.11). No rule about kinds of characters (6.2.5).
 * @throws AppError `access/password-unfit`, `access/password-guessable`
 */
export function mustBeFit(password: string, about: readonly (string | null | undefined)[]): void {
  const { length } = [...password.normalize('NFKC')];
  if (length < SHORTEST || length > LONGEST) {
    throw new AppError('access/password-unfit', { params: { shortest: SHORTEST, longest: LONGEST } });
  }
  const own = about.flatMap((value) => [value ?? '', ...wordsOf(value ?? '')]).filter((word) => word.length >= 3);
  const { guessesLog10 } = zxcvbn.check(password, [...own, ...CONTEXT_WORDS]);
  const rest = withoutWords(password.toLowerCase(), own);
  if (guessesLog10 < FEWEST_GUESSES_LOG10 || rest.length < SHORTEST / 2)
    throw new AppError('access/password-guessable');
}

function wordsOf(value: string): string[] {
  return value.toLowerCase().split(/[^\p{L}\p{M}\p{N}]+/u);
}

function withoutWords(password: string, words: string[]): string {
  return words.reduce((rest, word) => rest.replaceAll(word.toLowerCase(), ''), password);
}
