import type { CaseFact, ClockMark, ClockRule, TimeLimit } from '#contract/case-clock';
import { CLOCK_MARKS } from '#contract/case-clock';
import type { CaseRisk } from '#contract/case-forms';
import type { IncidentType } from '#contract/incident-type';
import { addDays, DAY_MS, endOfThaiDay, type ThaiDay, thaiDayOf } from '#contract/thai-day';
import { addThaiMonths, addWorkdays, type Holidays } from '#contract/thai-workday';

const HOUR_MS = 60 * 60_000;
/** After the due time, until the province learns of it. */
const PROVINCE_AFTER_MS = DAY_MS;
/** Every clock ends with these, unless it survives the closure. */
const ENDS: readonly CaseFact[] = ['case-closed', 'case-not-opened'];

/** Something that happened to a case, with what it is about. */
export type Fact = {
  fact: CaseFact;
  at: Date;
  /** An approval, a transfer, a decision or a service; null: the case. */
  subjectId?: string | null;
  /** Where somebody said a day; of a rule with a time limit the earlier one counts. */
  dueAt?: Date | undefined;
};

/** What the rules ask of a case. Before anybody has asked, the risk counts as high. */
export type ClockedCase = { risk: CaseRisk | null; isMinor: boolean; incidentType: IncidentType | null };
/** What begins while it is on hold begins paused. */
export type HeldOrNot = ClockedCase & { isOnHold?: boolean };

export type ClockTimes = { startedAt: Date; halfAt: Date | null; dueAt: Date; provinceAt: Date | null };
/** Since when a clock stands still, and how long it did before: that is part of its times already. */
export type Pause = { pausedAt: Date | null; pausedMs: number };
export type RunningClock = ClockTimes & Pause & { id: string; rule: string; subjectId: string | null };
export type NewClock = ClockTimes & { rule: string; subjectId: string | null; pausedAt: Date | null };
export type MovedClock = ClockTimes & Pause & { id: string };
export type ClockChanges = { stopped: { id: string; by: CaseFact }[]; started: NewClock[] };

/** Of each rule the latest that is in force on a day. */
export function rulesOn(rules: readonly ClockRule[], day: ThaiDay): ClockRule[] {
  const inForce = rules.filter(({ validFrom }) => validFrom <= day);
  return inForce.filter(
    (rule) => !inForce.some((other) => other.rule === rule.rule && other.validFrom > rule.validFrom),
  );
}

/** The end of a time limit. */
export function endOf(limit: TimeLimit, from: Date, holidays: Holidays): Date {
  if ('hours' in limit) return new Date(from.getTime() + limit.hours * HOUR_MS);
  if ('days' in limit) return new Date(from.getTime() + limit.days * DAY_MS);
  if ('workdays' in limit) return addWorkdays(from, limit.workdays, holidays);
  if ('months' in limit) return addThaiMonths(from, limit.months);
  return endOfThaiDay(addDays(thaiDayOf(from), limit.endOfDays));
}

/** When a clock that starts now reminds, is due and reaches the province. @returns undefined without a due time */
export function timesOf(
  rule: ClockRule,
  { at, dueAt: given }: Pick<Fact, 'at' | 'dueAt'>,
  risk: CaseRisk | null,
  holidays: Holidays,
): ClockTimes | undefined {
  const limit = limitOf(rule, risk);
  const byRule = limit && endOf(limit, at, holidays);
  const dueAt = byRule && given ? earlier(byRule, given) : (byRule ?? given);
  if (dueAt === undefined) return undefined;
  const marks: readonly ClockMark[] = rule.marks ?? CLOCK_MARKS;
  const left = dueAt.getTime() - at.getTime();
  const reminder = rule.reminder ? left - rule.reminder.daysBefore * DAY_MS : left / 2;
  return {
    startedAt: at,
    halfAt: marks.includes('half') ? new Date(at.getTime() + Math.max(0, Math.round(reminder))) : null,
    dueAt,
    provinceAt: marks.includes('province') ? new Date(dueAt.getTime() + PROVINCE_AFTER_MS) : null,
  };
}

function limitOf({ due }: ClockRule, risk: CaseRisk | null): TimeLimit | undefined {
  if (due === 'given') return undefined;
  return isByRisk(due) ? due[risk ?? 'high'] : due;
}

const isByRisk = (due: Exclude<ClockRule['due'], 'given'>): due is Record<CaseRisk, TimeLimit> => 'high' in due;
const earlier = (one: Date, other: Date): Date => (one <= other ? one : other);

/** Which clocks of a case stop and start with what happened, in the order in which it happened. */
export function decideClocks(
  { rules, holidays }: { rules: readonly ClockRule[]; holidays: Holidays },
  about: HeldOrNot,
  running: readonly Pick<RunningClock, 'id' | 'rule' | 'subjectId'>[],
  facts: readonly Fact[],
): ClockChanges {
  const open = new Map(running.map((clock) => [keyOf(clock), clock.id as string | null]));
  const started = new Map<string, NewClock>();
  const stopped: ClockChanges['stopped'] = [];
  const stop = (key: string, by: CaseFact): void => {
    const id = open.get(key);
    if (id != null) stopped.push({ id, by });
    open.delete(key);
    started.delete(key);
  };
  for (const fact of facts) {
    const subjectId = fact.subjectId ?? null;
    const ends = ENDS.includes(fact.fact);
    for (const key of [...open.keys()]) {
      const { rule: name, subject } = readKey(key);
      const rule = rules.find((one) => one.rule === name);
      const isMeant = rule?.stops.includes(fact.fact) === true && (fact.subjectId == null || subject === subjectId);
      if (isMeant || (ends && !rule?.survivesClosure)) stop(key, fact.fact);
    }
    for (const rule of rulesOn(rules, thaiDayOf(fact.at))) {
      if (!rule.starts.includes(fact.fact) || !isFor(rule, about)) continue;
      const key = keyOf({ rule: rule.rule, subjectId });
      if (open.has(key) && !rule.restarts) continue;
      const times = timesOf(rule, fact, about.risk, holidays);
      if (times === undefined) continue;
      stop(key, fact.fact);
      open.set(key, null);
      const pausedAt = about.isOnHold && isPausable(rule) ? fact.at : null;
      started.set(key, { rule: rule.rule, subjectId, ...times, pausedAt });
    }
  }
  return { stopped, started: [...started.values()] };
}

const keyOf = ({ rule, subjectId }: { rule: string; subjectId: string | null }): string => `${rule} ${subjectId ?? ''}`;
function readKey(key: string): { rule: string; subject: string | null } {
  const [rule = '', subject = ''] = key.split(' ');
  return { rule, subject: subject === '' ? null : subject };
}

function isFor({ onlyFor }: ClockRule, { isMinor, incidentType }: ClockedCase): boolean {
  if (onlyFor?.minor !== undefined && onlyFor.minor !== isMinor) return false;
  return (
    onlyFor?.incidentTypes === undefined || (incidentType !== null && onlyFor.incidentTypes.includes(incidentType))
  );
}

/** New times of running clocks whose limit goes by the risk; what was said already is not said again. */
export function decideMoves(
  { rules, holidays }: { rules: readonly ClockRule[]; holidays: Holidays },
  risk: CaseRisk | null,
  running: readonly RunningClock[],
): MovedClock[] {
  return running.flatMap(({ id, rule: name, startedAt, pausedAt, pausedMs }) => {
    const rule = ruleOf(rules, name, startedAt);
    if (!rule || rule.due === 'given' || !isByRisk(rule.due)) return [];
    const times = timesOf(rule, { at: startedAt }, risk, holidays);
    return times ? [{ id, ...laterBy(pausedMs, times), pausedAt, pausedMs }] : [];
  });
}

const ruleOf = (rules: readonly ClockRule[], name: string, startedAt: Date): ClockRule | undefined =>
  rulesOn(rules, thaiDayOf(startedAt)).find(({ rule }) => rule === name);

/** The hold is about the person, so what the worker owes them waits; the law does not, nor does what others wait for. */
const isPausable = ({ kind, runsOnHold }: ClockRule): boolean => kind === 'work' && !runsOnHold;

/** The clocks that stand still from now on, because the case is on hold. */
export function decidePauses(
  { rules }: { rules: readonly ClockRule[] },
  running: readonly RunningClock[],
  at: Date,
): MovedClock[] {
  return running.flatMap((clock) => {
    const rule = ruleOf(rules, clock.rule, clock.startedAt);
    return rule && isPausable(rule) && clock.pausedAt === null ? [{ ...clock, pausedAt: at }] : [];
  });
}

/** The clocks that go on, each with the time that it had left. A hold that has a last day ends with it, not when it is seen. */
export function decideGoingOn(running: readonly RunningClock[], at: Date): MovedClock[] {
  const hold = running.find(({ rule }) => rule === 'hold');
  const end = hold && hold.dueAt < at ? hold.dueAt : at;
  return running.flatMap(({ pausedAt, pausedMs, ...clock }) => {
    if (pausedAt === null) return [];
    const stood = Math.max(0, end.getTime() - pausedAt.getTime());
    return [{ ...clock, ...laterBy(stood, clock), pausedAt: null, pausedMs: pausedMs + stood }];
  });
}

function laterBy(ms: number, { startedAt, halfAt, dueAt, provinceAt }: ClockTimes): ClockTimes {
  const later = (time: Date): Date => new Date(time.getTime() + ms);
  return {
    startedAt,
    halfAt: halfAt && later(halfAt),
    dueAt: later(dueAt),
    provinceAt: provinceAt && later(provinceAt),
  };
}

export type MarkedClock = Pick<ClockTimes, 'halfAt' | 'dueAt' | 'provinceAt'> & {
  remindedAt: Date | null;
  passedAt: Date | null;
  provinceToldAt: Date | null;
};

/** Which times of a clock have come. */
export type HasCome = Record<ClockMark, boolean>;

export function hasCome({ halfAt, dueAt, provinceAt }: MarkedClock, now: Date): HasCome {
  return {
    half: halfAt !== null && halfAt <= now,
    due: dueAt <= now,
    province: provinceAt !== null && provinceAt <= now,
  };
}

/**
 * What has come of a running clock and was not said yet. A reminder that nobody was there to send (all servers down)
 * is left out once the clock is due.
 */
export function marksNow(clock: MarkedClock, now: Date): ClockMark[] {
  const { half, due, province } = hasCome(clock, now);
  return [
    ...(half && !due && clock.remindedAt === null ? (['half'] as const) : []),
    ...(due && clock.passedAt === null ? (['due'] as const) : []),
    ...(province && clock.provinceToldAt === null ? (['province'] as const) : []),
  ];
}
