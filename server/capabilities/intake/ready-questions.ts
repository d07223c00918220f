import { QUESTION_ANSWERS, type QuestionId } from '#contract/silent-question';
import { type Answer, inTouch, type Spoken } from './prompts.ts';
import type { Words } from './say.ts';

/** A ready question in words; hushed, a glance at it or at its answers says nothing to whoever stands beside. */
export function wordQuestion(words: Words, question: QuestionId): { text: string; labels: Record<string, string> } {
  const labels = QUESTION_ANSWERS[question].map((answer) => [answer, words(`ask.${question}.${answer}` as Key)]);
  return { text: words(`ask.${question}`), labels: Object.fromEntries(labels) };
}

/** Keys are checked by messages.test.ts, which goes through every question and every answer. */
type Key = Parameters<Words>[0];

/** The question with its answers to tap, or to type where no button shows. */
export function speakQuestion(words: Words, question: QuestionId, askedId: string): Spoken {
  const { text, labels } = wordQuestion(words, question);
  const numbered = Object.entries(labels).map(
    ([answer, label]): Answer => ({ kind: 'answer', label, data: `ask:${question}.${answer}:${askedId}` }),
  );
  const list = numbered.map(({ label }, at) => `${at + 1}. ${label}`).join('\n');
  return {
    parts: [{ kind: 'text', text: `${text}\n${list}` }],
    numbered,
    choices: [...numbered, ...inTouch(words)],
  };
}

/** An officer's own words, as they are. */
export function speakFreely(words: Words, text: string): Spoken {
  return { parts: [{ kind: 'text', text }], numbered: [], choices: inTouch(words) };
}
