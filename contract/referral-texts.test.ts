import { expect, test } from 'vitest';
import {
  AGE_BANDS,
  CONFIRMATION_ANSWERS,
  CONFIRMATION_STATES,
  CONFIRMATION_WAYS,
  NEED_HOLDERS,
  REFERRAL_BASES,
  REFERRAL_CONSEQUENCES,
  REFERRAL_DECLINES,
  REFERRAL_FAILURES,
  REFERRAL_HOLD_REASONS,
  REFERRAL_OUTCOMES,
  REFERRAL_PAPERS,
  REFERRAL_STATUSES,
  REFERRAL_TIMELINE_KINDS,
  REFERRAL_URGENCIES,
  REFERRAL_WITHDRAWALS,
} from './referral.ts';
import { REFERRAL_TEXTS } from './referral-texts.ts';

const CODES = {
  statuses: REFERRAL_STATUSES,
  urgencies: REFERRAL_URGENCIES,
  consequences: REFERRAL_CONSEQUENCES,
  endReasons: Object.keys({ ...REFERRAL_DECLINES, ...REFERRAL_FAILURES, ...REFERRAL_WITHDRAWALS }),
  holds: REFERRAL_HOLD_REASONS,
  outcomes: Object.keys(REFERRAL_OUTCOMES),
  confirmations: CONFIRMATION_STATES,
  answers: CONFIRMATION_ANSWERS,
  ways: CONFIRMATION_WAYS,
  bases: REFERRAL_BASES,
  ageBands: AGE_BANDS,
  papers: REFERRAL_PAPERS,
  holders: NEED_HOLDERS,
  timeline: REFERRAL_TIMELINE_KINDS,
};

test.each(['th', 'en'] as const)(
  'every code of a referral has a text in %s, and no text is without a code',
  (language) => {
    const named = Object.entries(REFERRAL_TEXTS[language]).map(([list, texts]) => [
      list,
      Object.keys(texts).toSorted(),
    ]);
    expect(Object.fromEntries(named)).toEqual(
      Object.fromEntries(Object.entries(CODES).map(([list, codes]) => [list, [...codes].toSorted()])),
    );
  },
);
