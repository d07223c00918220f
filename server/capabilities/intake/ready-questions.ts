import { QUESTION_ANSWERS, type QuestionId } from '#contract/silent-question';
import { inTouch, type MessageContent, numberOff } from './prompts.ts';
import type { Translate } from './translate.ts';

/** The texts of a ready question. In silent mode they reveal nothing to somebody who sees the screen. */
export function translateQuestion(
  translate: Translate,
  question: QuestionId,
): { text: string; labels: Record<string, string> } {
  const labels = QUESTION_ANSWERS[question].map((answer) => [answer, translate(`ask.${question}.${answer}` as Key)]);
  return { text: translate(`ask.${question}`), labels: Object.fromEntries(labels) };
}

/** Keys are checked by messages.test.ts, which goes through every question and every answer. */
type Key = Parameters<Translate>[0];

/** The question with buttons for its answers, numbered so that they can be typed. */
export function renderQuestion(translate: Translate, question: QuestionId, askedId: string): MessageContent {
  const { text, labels } = translateQuestion(translate, question);
  const numbered = numberOff(
    Object.entries(labels).map(([answer, label]) => {
      return { kind: 'answer', label, data: `ask:${question}.${answer}:${askedId}` };
    }),
  );
  const list = numbered.map(({ label }, at) => `${at + 1}. ${label}`).join('\n');
  return {
    parts: [{ kind: 'text', text: `${text}\n${list}` }],
    choices: [...numbered, ...inTouch(translate)],
  };
}

/** An officer's message, unchanged. */
export function renderFreeText(translate: Translate, text: string): MessageContent {
  return { parts: [{ kind: 'text', text }], choices: inTouch(translate) };
}
