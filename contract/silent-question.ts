import { z } from 'zod';

/**
 * The ready questions and the answers possible by one tap. Intake has their texts, in two languages and two styles. In
 * a silent report `safe-to-write` comes first, because somebody who is watched must not be made to answer.
 */
export const QUESTION_ANSWERS = {
  'safe-to-write': ['yes', 'no'],
  'are-you-hurt': ['yes', 'no'],
  'is-the-person-still-there': ['yes', 'no'],
  'weapon-seen': ['none', 'knife', 'gun', 'unknown'],
  'children-there': ['yes', 'no'],
  'can-you-leave': ['yes', 'no'],
  'which-room': ['bedroom', 'bathroom', 'kitchen', 'upstairs', 'outside'],
  'how-many': ['one', 'two', 'three-or-more'],
} as const satisfies Record<string, readonly string[]>;
export type QuestionId = keyof typeof QUESTION_ANSWERS;
export const QUESTION_IDS = Object.keys(QUESTION_ANSWERS) as [QuestionId, ...QuestionId[]];
export const questionIdSchema = z.enum(QUESTION_IDS);

/** Whether this is one of the answers that the question offers. */
export function isAnswerTo(question: QuestionId, answer: string): boolean {
  return (QUESTION_ANSWERS[question] as readonly string[]).includes(answer);
}
