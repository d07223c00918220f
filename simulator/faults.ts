import { z } from 'zod';
import type { Changes } from './changes.ts';

/** The answers an exercise can force on the bot's requests instead of LINE's normal ones. */
export const forcedAnswers = [
  'normal',
  'error-500',
  'error-500-after-accepting',
  'timeout-before-accepting',
  'timeout-after-accepting',
  'rate-limit-429',
  'monthly-limit-429',
  'same-user-429',
] as const;

export const faultsSchema = z.strictObject({
  /** Every API answer waits so long first. */
  slowMilliseconds: z.int().min(0).max(120_000),
  answer: z.enum(forcedAnswers),
  /** How many requests get the forced answer; null: until it is switched off. */
  answerTimes: z.int().min(0).nullable(),
  /** Only requests that send messages, or everything the bot asks. */
  answerFor: z.enum(['sending', 'everything']),
  /** Each webhook comes so many times more, without the redelivery mark. */
  duplicateWebhooks: z.int().min(0).max(10),
  outOfOrderWebhooks: z.boolean(),
  /** LINE Console's "Webhook redelivery": off unless someone turned it on. */
  redelivery: z.boolean(),
  shuffleKeys: z.boolean(),
  addWhitespace: z.boolean(),
  addUnknownFields: z.boolean(),
  addUnknownEvents: z.boolean(),
  titleCaseHeader: z.boolean(),
  wrongSignature: z.boolean(),
});

export type Faults = z.infer<typeof faultsSchema>;
export type ForcedAnswer = Faults['answer'];

export const noFaults: Faults = {
  slowMilliseconds: 0,
  answer: 'normal',
  answerTimes: null,
  answerFor: 'sending',
  duplicateWebhooks: 0,
  outOfOrderWebhooks: false,
  redelivery: false,
  shuffleKeys: false,
  addWhitespace: false,
  addUnknownFields: false,
  addUnknownEvents: false,
  titleCaseHeader: false,
  wrongSignature: false,
};

export type FaultSwitches = ReturnType<typeof createFaultSwitches>;

/** The switches: set some, read all, or put everything back to normal. */
export function createFaultSwitches(changes: Changes) {
  let now: Faults = { ...noFaults };
  const publishChange = () => changes.publish({ about: 'faults' });
  return {
    get: (): Faults => now,
    set(some: Partial<Faults>) {
      now = faultsSchema.parse({ ...now, ...some });
      publishChange();
    },
    reset() {
      now = { ...noFaults };
      publishChange();
    },
    /** The forced answer for this request; counts it, and goes back to normal when the count is used up. */
    takeAnswer(sends: boolean): ForcedAnswer {
      if (now.answer === 'normal' || (now.answerFor === 'sending' && !sends)) return 'normal';
      if (now.answerTimes === null) return now.answer;
      if (now.answerTimes === 0) return 'normal';
      const { answer } = now;
      const answerTimes = now.answerTimes - 1;
      now = answerTimes === 0 ? { ...now, answer: 'normal', answerTimes: null } : { ...now, answerTimes };
      publishChange();
      return answer;
    },
  };
}
