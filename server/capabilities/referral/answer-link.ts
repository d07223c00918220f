import { createHash, randomBytes, randomInt } from 'node:crypto';
import { LINK_LENGTH, LINK_SIGNS, normalizeLinkToken } from '#contract/referral-link';
import { DAY_MS } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Referral } from './referral.ts';

export type AnswerLink = {
  id: string;
  referralId: string;
  givenTo: string;
  madeByPersonId: string;
  madeAt: Date;
  expiresAt: Date;
  wrongCodes: number;
  openedAt: Date | null;
  views: number;
  endedAt: Date | null;
  endReason: 'tries' | 'replaced' | 'revoked' | null;
};

/** A million codes and five tries: a guess is right once in 200,000. */
const MOST_WRONG_CODES = 5;
/** After the answer is due it is of no use; once accepted, until there has to be an outcome, and a month more. */
const DAYS_AFTER_OUTCOME = 30;

/** Fresh secrets of a link; only their hashes are kept. */
export function makeLinkSecrets(): { token: string; code: string } {
  const token = Array.from(randomBytes(LINK_LENGTH), (byte) => LINK_SIGNS[byte % LINK_SIGNS.length]).join('');
  return { token, code: String(randomInt(1_000_000)).padStart(6, '0') };
}

const hash = (...parts: string[]): string => createHash('sha256').update(parts.join('\n')).digest('hex');
export const hashLinkToken = (token: string): string => hash('answer-link', normalizeLinkToken(token));
export const hashLinkCode = (token: string, code: string): string =>
  hash('answer-code', normalizeLinkToken(token), code.replaceAll(/\s/g, ''));

/** In groups of four, as it is printed and read out. */
export const groupToken = (token: string): string => token.match(/.{1,4}/g)?.join('-') ?? token;

/** @throws AppError `referral/link-not-possible` where there is nothing to answer */
export function linkEndOf(one: Pick<Referral, 'status' | 'dueAt' | 'outcomeDueAt'>): Date {
  if ((one.status === 'offered' || one.status === 'declined-proposed') && one.dueAt) return one.dueAt;
  if (one.status === 'accepted' || one.status === 'in-progress' || one.status === 'on-hold') return workEndOf(one);
  throw new AppError('referral/link-not-possible');
}

/** Until when whoever accepted it by a link can say what became of it. */
export function workEndOf({ outcomeDueAt }: Pick<Referral, 'outcomeDueAt'>): Date {
  if (!outcomeDueAt) throw new AppError('referral/link-not-possible');
  return new Date(outcomeDueAt.getTime() + DAYS_AFTER_OUTCOME * DAY_MS);
}

/** Whether the link still opens anything. An unknown, ended or expired one is answered alike. */
export function isLinkOpen(link: Pick<AnswerLink, 'endedAt' | 'expiresAt'> | undefined, now: Date): boolean {
  return link !== undefined && link.endedAt === null && now < link.expiresAt;
}

/** After a wrong code: how many tries are left, and whether that was the last. */
export function afterWrongCode(link: AnswerLink, now: Date): { link: AnswerLink; left: number } {
  const wrongCodes = link.wrongCodes + 1;
  const left = MOST_WRONG_CODES - wrongCodes;
  return { left, link: left > 0 ? { ...link, wrongCodes } : { ...link, wrongCodes, endedAt: now, endReason: 'tries' } };
}
