import type { TFunction } from 'i18next';
import { QUESTION_ANSWERS } from '#contract/silent-question';

const ANSWERS = [...new Set(Object.values(QUESTION_ANSWERS).flat())];

/** What an answer means to an officer; the phone showed harmless text for it. */
export function answerText(answer: unknown, t: TFunction): string | undefined {
  const known = ANSWERS.find((one) => one === answer);
  return known && t(`ready.answer.${known}`);
}
