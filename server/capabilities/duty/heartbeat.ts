import { momentOf, type ThaiDay, thaiDayOf } from '#contract/thai-day';

/** Half past eight, when the morning shift has taken over; minutes after midnight in Thailand. */
const ASK_FROM = 8 * 60 + 30;
/** Later than this the heartbeat waits for the next morning, so that it never wakes anybody. */
const ASK_UNTIL = 20 * 60;
/** Time to answer. */
const ANSWER_MS = 2 * 3_600_000;
/** A console counts as open this long after its stream was last seen; streams are checked every ten seconds. */
const CONSOLE_FRESH_MS = 5 * 60_000;

/** The day whose heartbeat is to be asked now; undefined in the evening and at night. */
export function dayToAsk(now: Date): ThaiDay | undefined {
  const day = thaiDayOf(now);
  return now >= momentOf(day, ASK_FROM) && now < momentOf(day, ASK_UNTIL) ? day : undefined;
}

export function dueAt(askedAt: Date): Date {
  return new Date(askedAt.getTime() + ANSWER_MS);
}

export type SeenConsole = { personId: string; seenAt: Date };

export function isConsoleOpen(seenAt: Date, now: Date): boolean {
  return now.getTime() - seenAt.getTime() <= CONSOLE_FRESH_MS;
}

/**
 * Whether somebody on duty is present without being asked: their console is open and they did something today. An open
 * page alone does not prove that somebody is in front of it.
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
    ({ personId, seenAt }) => onDuty.includes(personId) && active.includes(personId) && isConsoleOpen(seenAt, now),
  );
}
