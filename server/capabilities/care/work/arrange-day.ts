import type { CaseConcern, CaseStatus } from '#contract/case';
import type { CaseRisk, Domain, RecordKind, SafeContact } from '#contract/case-forms';
import type { ShortContact, WorkAct } from '#contract/case-work';
import { DAY_MS, endOfThaiDay, thaiDayOf } from '#contract/thai-day';
import { mayNudge } from './nudge.ts';

/** A case as its row on a page of work needs it. */
export type DayCase = {
  caseId: string;
  code: string;
  status: CaseStatus;
  statusSince: Date;
  risk: CaseRisk | null;
  concern: CaseConcern;
  isMinor: boolean;
  silent: boolean;
  agencyId: string;
  workerId: string | null;
  suggestedWorkerId: string | null;
  waitingSince: Date;
  holdUntil: Date | null;
  personName: string | null;
  safeContact: SafeContact | null;
  clocks: DayClock[];
  /** Open needs that nobody works on. */
  freeNeeds: FreeNeed[];
};
/** `wasHeld`: somebody did, and it ended without help. */
export type FreeNeed = { id: string; code: Domain; openedAt: Date; wasHeld: boolean };
export type DayClock = { id: string; rule: string; subjectId: string | null; startedAt: Date; dueAt: Date };
export type DayApproval = {
  id: string;
  caseId: string;
  requestedByPersonId: string;
  requestedAt: Date;
  dueAt: Date;
  decision: 'sent-back' | null;
  decidedByPersonId: string | null;
  decidedAt: Date | null;
  form: RecordKind | null;
  fields: { field: string; reason: string }[];
  nudgedPeriod: number | null;
  nudgedAt: Date | null;
};
export type DayTransfer = {
  id: string;
  caseId: string;
  toAgencyId: string;
  toWorkerId: string | null;
  offeredByPersonId: string;
  offeredAt: Date;
  dueAt: Date;
  isToMe: boolean;
  nudgedPeriod: number | null;
  nudgedAt: Date | null;
};

/** `mine`: of this worker, or for anybody of their agencies to accept; `others`: what approvals and offers are about. */
export type DayFacts = {
  mine: DayCase[];
  others: DayCase[];
  approvals: DayApproval[];
  transfers: DayTransfer[];
};

export type DayRow = {
  id: string;
  act: WorkAct;
  one: DayCase;
  /** Where it differs from the owner: who was offered the case. */
  agencyId: string;
  whoseId: string | null;
  since: Date;
  dueAt: Date | null;
  rule: string | null;
  need: Domain | null;
  form: RecordKind | null;
  fields: { field: string; reason: string }[];
  mayNudge: boolean;
  nudgedAt: Date | null;
  /** It waits for anybody, and this person was proposed. */
  isSuggested: boolean;
};
export type Day = Record<'doNow' | 'late' | 'waitingForMe' | 'waitingForOthers' | 'later', DayRow[]>;

/** What a running clock asks for. Approvals, offers and legal deadlines have rows of their own. */
const ACT_OF_RULE: Readonly<Record<string, WorkAct>> = {
  acceptance: 'accept',
  'first-contact': 'contact',
  assessment: 'assess',
  plan: 'plan',
  'follow-up': 'visit',
  review: 'review',
  silence: 'record',
  'no-contact': 'meet',
  hold: 'end-hold',
  decision: 'do-decision',
  service: 'give-service',
};
const OWN_ROWS: readonly string[] = ['approval', 'transfer', 'after-closure-30', 'after-closure-90'];
/** Warnings: they are rows only once they are due. */
const ONLY_LATE: readonly WorkAct[] = ['record', 'meet'];
/** What can't be done yet is not shown: nobody plans what is not assessed. */
const NOT_YET: Readonly<Partial<Record<CaseStatus, readonly WorkAct[]>>> = {
  registered: ['contact', 'assess', 'plan', 'review', 'visit'],
  reopened: ['contact', 'assess', 'plan', 'review', 'visit'],
  assessing: ['plan', 'visit', 'give-service'],
  planning: ['assess', 'visit', 'give-service'],
};
/** On hold nothing is asked for but the end of it, and what the law does not let wait. */
const ON_HOLD: readonly WorkAct[] = ['end-hold', 'mind-law', 'accept'];
/** Acts of a status, where no clock asks for one. */
const ACT_OF_STATUS: Readonly<Partial<Record<CaseStatus, WorkAct>>> = {
  registered: 'accept',
  reopened: 'accept',
  assessing: 'assess',
  planning: 'plan',
  implementing: 'visit',
  'following-up': 'visit',
};
/** From here on a need without help is an act of its own; before, it belongs to the plan, unless help for it failed. */
const HELPING: readonly CaseStatus[] = ['implementing', 'following-up'];
/** What is due today belongs to now, and shortly before midnight also the hours after it. */
const NOW_MS = 4 * 60 * 60_000;
/** Beside the next act of a case, what is due within a day; a legal deadline a week before. */
const SOON_MS = DAY_MS;
const LAW_SOON_MS = 7 * DAY_MS;
const NOT_NUDGED = { mayNudge: false, nudgedAt: null } as const;

/**
 * A day's work: what is due today, what is late, what waits for this person and what for others, and then what comes on
 * another day. Of each case the next act is there, and further ones only as they come near: who has five minutes reads the
 * top and is right.
 */
export function arrangeDay({ mine, others, approvals, transfers }: DayFacts, personId: string, now: Date): Day {
  const byId = new Map([...others, ...mine].map((one) => [one.caseId, one]));
  const own = mine.map((one) => rowsOfCase(one, personId, now));
  const waitingForMe = own.flatMap(({ decisions, needs }) => [...decisions, ...needs]);
  const waitingForOthers: DayRow[] = [];
  for (const approval of approvals) {
    const one = byId.get(approval.caseId);
    if (!one) continue;
    const { id, form, fields, requestedByPersonId, requestedAt, dueAt } = approval;
    const asked = {
      id,
      one,
      agencyId: one.agencyId,
      rule: 'approval',
      need: null,
      form,
      fields: [],
      ...NOT_NUDGED,
      isSuggested: false,
    };
    if (approval.decision === 'sent-back') {
      const sent = { whoseId: approval.decidedByPersonId, since: approval.decidedAt ?? requestedAt, dueAt: null };
      waitingForMe.push({ ...asked, ...sent, act: 'amend', rule: null, fields });
    } else if (requestedByPersonId === personId) {
      const isNudgeable = mayNudge({ since: requestedAt, dueAt, nudgedPeriod: approval.nudgedPeriod }, now);
      waitingForOthers.push({
        ...{ ...asked, act: 'wait-for-decision', whoseId: null, since: requestedAt, dueAt },
        mayNudge: isNudgeable,
        nudgedAt: approval.nudgedAt,
      });
    } else waitingForMe.push({ ...asked, act: 'decide', whoseId: requestedByPersonId, since: requestedAt, dueAt });
  }
  for (const {
    id,
    caseId,
    isToMe,
    offeredByPersonId,
    toAgencyId,
    toWorkerId,
    offeredAt,
    dueAt,
    nudgedPeriod,
    nudgedAt,
  } of transfers) {
    const one = byId.get(caseId);
    if (!one) continue;
    const offered = {
      id,
      one,
      since: offeredAt,
      dueAt,
      rule: 'transfer',
      need: null,
      form: null,
      fields: [],
      isSuggested: false,
    };
    if (isToMe) {
      const from = { agencyId: one.agencyId, whoseId: offeredByPersonId, ...NOT_NUDGED };
      waitingForMe.push({ ...offered, ...from, act: 'answer-transfer' });
    } else {
      const to = {
        agencyId: toAgencyId,
        whoseId: toWorkerId,
        mayNudge: mayNudge({ since: offeredAt, dueAt, nudgedPeriod }, now),
        nudgedAt,
      };
      waitingForOthers.push({ ...offered, ...to, act: 'wait-for-owner' });
    }
  }
  const coming = own.flatMap(({ next }) => next).toSorted(byDue);
  return {
    doNow: suggestedFirst(coming.filter((row) => isForNow(row, now))),
    late: suggestedFirst(own.flatMap(({ late }) => late).toSorted(byDue)),
    waitingForMe: waitingForMe.toSorted(byDue),
    waitingForOthers: waitingForOthers.toSorted(byDue),
    later: coming.filter((row) => !isForNow(row, now)),
  };
}

/** Among what waits for anybody, what is proposed to this person comes first; everything else keeps its place. */
function suggestedFirst(rows: readonly DayRow[]): DayRow[] {
  const waiting = rows.filter(({ act }) => act === 'accept');
  const sorted = waiting.toSorted((one, other) => Number(other.isSuggested) - Number(one.isSuggested));
  let next = 0;
  return rows.map((row) => (row.act === 'accept' ? (sorted[next++] ?? row) : row));
}

/** A case that nobody has accepted never waits for another day. */
function isForNow({ act, dueAt }: DayRow, now: Date): boolean {
  if (act === 'accept') return true;
  return dueAt !== null && (dueAt < endOfThaiDay(thaiDayOf(now)) || isWithin(dueAt, NOW_MS, now));
}

/** The acts of a case that its own worker does. Decisions of a conference wait for them like a letter. */
function rowsOfCase(
  one: DayCase,
  personId: string,
  now: Date,
): { next: DayRow[]; late: DayRow[]; decisions: DayRow[]; needs: DayRow[] } {
  const isOnHold = one.holdUntil !== null && one.holdUntil > now;
  const isMine = one.suggestedWorkerId === personId;
  const whose = {
    one,
    agencyId: one.agencyId,
    whoseId: one.workerId,
    need: null,
    form: null,
    fields: [],
    ...NOT_NUDGED,
  };
  const asked = one.clocks.flatMap(({ id, rule, startedAt, dueAt }): (DayRow & { dueAt: Date })[] => {
    if (OWN_ROWS.includes(rule)) return [];
    const act = ACT_OF_RULE[rule] ?? 'mind-law';
    if (isOnHold && !ON_HOLD.includes(act)) return [];
    if (NOT_YET[one.status]?.includes(act)) return [];
    return [{ ...whose, id, act, rule, since: startedAt, dueAt, isSuggested: isMine && act === 'accept' }];
  });
  const isLate = ({ dueAt }: { dueAt: Date }) => dueAt <= now;
  const late = asked.filter((row) => isLate(row) && row.act !== 'do-decision');
  const decisions = asked.filter(({ act }) => act === 'do-decision');
  const coming = asked
    .filter((row) => !isLate(row) && row.act !== 'do-decision' && !ONLY_LATE.includes(row.act))
    .toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime());
  const work = coming.filter(({ act }) => act !== 'mind-law');
  const next: DayRow[] = coming.filter((row) =>
    row.act === 'mind-law'
      ? isWithin(row.dueAt, LAW_SOON_MS, now)
      : row === work[0] || isWithin(row.dueAt, SOON_MS, now),
  );
  const act = ACT_OF_STATUS[one.status];
  const isAsked = asked.some((row) => row.act !== 'mind-law' && !ONLY_LATE.includes(row.act) && row.act !== 'review');
  if (act && !isAsked && !isOnHold) {
    const since = act === 'accept' ? one.waitingSince : one.statusSince;
    next.push({
      ...whose,
      id: one.caseId,
      act,
      rule: null,
      since,
      dueAt: null,
      isSuggested: isMine && act === 'accept',
    });
  }
  const isFree = one.workerId === personId && !isOnHold;
  const needs = one.freeNeeds
    .filter(({ wasHeld }) => isFree && (wasHeld || HELPING.includes(one.status)))
    .map(({ id, code, openedAt }): DayRow => {
      return {
        ...whose,
        id,
        act: 'find-help',
        need: code,
        rule: null,
        since: openedAt,
        dueAt: null,
        isSuggested: false,
      };
    });
  return { next, late, decisions, needs };
}

const isWithin = (dueAt: Date, ms: number, now: Date): boolean => dueAt.getTime() - now.getTime() <= ms;

/** The nearest first; what has no hour stands after what has one, the oldest first. */
function byDue(one: DayRow, other: DayRow): number {
  const [a, b] = [one.dueAt?.getTime() ?? Infinity, other.dueAt?.getTime() ?? Infinity];
  if (a !== b) return a < b ? -1 : 1;
  return one.since.getTime() - other.since.getTime() || (one.id < other.id ? -1 : 1);
}

/** The rules of a safe contact as short as a row is; undefined rules are none. */
export function shortContact(rules: SafeContact | null): ShortContact | null {
  if (!rules) return null;
  return {
    channel: rules.channel ?? null,
    hours: rules.hours ?? null,
    isSecret: (rules.mustNotKnow ?? []).length > 0,
    asksFirst: Boolean(rules.checkQuestion),
  };
}
