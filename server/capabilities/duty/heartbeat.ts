import { addDays, momentOf, type ThaiDay, thaiDayOf } from './thai-day.ts';

/** Half past eight, when the morning shift has taken over; minutes after midnight in Thailand. */
const ASK_FROM = 8 * 60 + 30;
/** Later than this the question waits for the next morning: it must wake nobody. */
const ASK_UNTIL = 20 * 60;
/** How long an answer may take. */
const ANSWER_MS = 2 * 3_600_000;
/** A console whose stream was seen this long ago counts as open; streams are asked every ten seconds. */
export const CONSOLE_FRESH_MS = 5 * 60_000;

/** The day whose question is to be put now; undefined in the evening and at night. */
export function dayToAsk(now: Date): ThaiDay | undefined {
  const day = thaiDayOf(now);
  return now >= momentOf(day, ASK_FROM) && now < momentOf(day, ASK_UNTIL) ? day : undefined;
}

export function dueAt(askedAt: Date): Date {
  return new Date(askedAt.getTime() + ANSWER_MS);
}

/** When the next question will be put. */
export function nextAsking(now: Date): Date {
  const day = thaiDayOf(now);
  const today = momentOf(day, ASK_FROM);
  return now < today ? today : momentOf(addDays(day, 1), ASK_FROM);
}

export type SeenConsole = { personId: string; seenAt: Date };

/**
 * Whether somebody on duty is demonstrably there without being asked: their console's stream is open, and they did
 * something today. An open page alone proves nobody in front of it.
 */
export function isPresent(
  {
    onDuty,
    consoles,
    active,
  }: { onDuty: readonly string[]; consoles: readonly SeenConsole[]; active: readonly string[] },
  now: Date,
): boolean {
  return consoles.some(
    ({ personId, seenAt }) =>
      onDuty.includes(personId) && active.includes(personId) && now.getTime() - seenAt.getTime() <= CONSOLE_FRESH_MS,
  );
}
