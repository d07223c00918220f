import { z } from 'zod';
import { addDays, daysBetween, type ThaiDay } from './thai-day.ts';

/** When it is looked whether a child is still learning. */
export const SCHOOL_CHECK_KINDS = ['day-30', 'day-90', 'day-180', 'term-end'] as const;
export const schoolCheckKindSchema = z.enum(SCHOOL_CHECK_KINDS);
export type SchoolCheckKind = z.infer<typeof schoolCheckKindSchema>;

/** `left` opens the child's need again. */
export const SCHOOL_CHECK_RESULTS = ['attending', 'attending-less', 'left'] as const;
export const schoolCheckResultSchema = z.enum(SCHOOL_CHECK_RESULTS);
export type SchoolCheckResult = z.infer<typeof schoolCheckResultSchema>;

/** `waiting`: not due yet; `due`: somebody must ask; `late`: nobody did in time; `void`: the child left before. */
export const SCHOOL_CHECK_STATES = ['waiting', 'due', 'late', 'void', ...SCHOOL_CHECK_RESULTS] as const;
export const schoolCheckStateSchema = z.enum(SCHOOL_CHECK_STATES);
export type SchoolCheckState = z.infer<typeof schoolCheckStateSchema>;

const monthAndDay = z.string().regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/);
/** Data with its source (`database/reference-data/eef-rules.json`): nothing of it is confirmed by the fund. */
export const eefRulesSchema = z.strictObject({
  note: z.string(),
  source: z.string(),
  validFrom: z.iso.date(),
  unverified: z.boolean(),
  checkDays: z.tuple([z.literal(30), z.literal(90), z.literal(180)]),
  /** From this attendance on a child counts as attending. */
  attendancePercent: z.int().min(1).max(100),
  /** A term that ends sooner after the return says nothing about it: the next one counts. */
  termNeedsDays: z.int().positive(),
  /** A check without an answer is late after so many days. */
  answerDays: z.int().positive(),
  /** Whoever answers is reminded so many days after the day of a check, and the province is called so many after it. */
  remindDays: z.int().positive(),
  provinceDays: z.int().positive(),
  /** Whoever was seen there sooner before the day of a check says nothing about it. That a child left can be said at any time. */
  earlyDays: z.int().min(0),
  /** School terms of every year; one that closes before it opens ends in the next year. */
  terms: z.array(z.strictObject({ term: z.int().positive(), opens: monthAndDay, closes: monthAndDay })).min(1),
});
export type EefRules = z.infer<typeof eefRulesSchema>;

export type PlannedCheck = { kind: SchoolCheckKind; dueOn: ThaiDay };

/** The checks that follow a return to learning on a day, the nearest first. */
export function planChecks(returnedOn: ThaiDay, rules: EefRules): PlannedCheck[] {
  const byDays = rules.checkDays.map((days) => ({
    kind: `day-${days}` as const,
    dueOn: addDays(returnedOn, days),
  }));
  const checks: PlannedCheck[] = [...byDays, { kind: 'term-end', dueOn: termEndAfter(returnedOn, rules) }];
  return checks.toSorted(
    (one, other) =>
      one.dueOn.localeCompare(other.dueOn) ||
      SCHOOL_CHECK_KINDS.indexOf(one.kind) - SCHOOL_CHECK_KINDS.indexOf(other.kind),
  );
}

/** The last day of the first term of which the child is there long enough. */
export function termEndAfter(returnedOn: ThaiDay, { terms, termNeedsDays }: EefRules): ThaiDay {
  const year = Number(returnedOn.slice(0, 4));
  const ends = [year - 1, year, year + 1, year + 2].flatMap((begun) =>
    terms.map(({ opens, closes }) => ({
      opened: dayIn(begun, opens),
      closed: dayIn(closes < opens ? begun + 1 : begun, closes),
    })),
  );
  const [first] = ends
    .filter(({ opened, closed }) => {
      const from = opened > returnedOn ? opened : returnedOn;
      return daysBetween(from, closed) >= termNeedsDays;
    })
    .toSorted((one, other) => one.closed.localeCompare(other.closed));
  if (!first) throw new Error(`no school term ends after ${returnedOn}`);
  return first.closed;
}

/** Four digits also of a year that somebody mistyped: days are compared as text. */
const dayIn = (year: number, monthDay: string): ThaiDay => `${String(year).padStart(4, '0')}-${monthDay}`;

/** What a school or a worker says: that the child left, or how much of the time it is there; the percentage may be unknown. */
export const schoolCheckAnswerSchema = z
  .strictObject({
    result: schoolCheckResultSchema,
    /** Days present of school days, in percent. */
    attendance: z.int().min(0).max(100).nullable().optional(),
    /** The day on which it was seen, or on which the child left. */
    on: z.iso.date(),
  })
  .meta({ id: 'SchoolCheckAnswer' });
export type SchoolCheckAnswer = z.infer<typeof schoolCheckAnswerSchema>;

/** Whether the percentage fits what is said of it: one of both would be wrong, and figures are made of both. */
export function fitsAttendance({ result, attendance }: SchoolCheckAnswer, { attendancePercent }: EefRules): boolean {
  if (attendance === undefined || attendance === null || result === 'left') return true;
  return (result === 'attending') === attendance >= attendancePercent;
}

/** Where a check stands on a day. */
export function checkStateOn(
  check: { dueOn: ThaiDay; result: SchoolCheckResult | null; isVoid: boolean },
  today: ThaiDay,
  { answerDays }: EefRules,
): SchoolCheckState {
  if (check.result) return check.result;
  if (check.isVoid) return 'void';
  if (check.dueOn > today) return 'waiting';
  return daysBetween(check.dueOn, today) > answerDays ? 'late' : 'due';
}
