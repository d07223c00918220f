import {
  type ApprovalSubject,
  CASE_ACTIONS,
  type CaseAction,
  type CaseConcern,
  type CaseSource,
  type CaseStatus,
  type CaseTimelineKind,
  canChangeCase,
  HOLD_DAYS,
  type HoldReason,
  isOpenCase,
  isWaitingForWorker,
} from '#contract/case';
import type { CaseRisk } from '#contract/case-forms';
import type { IncidentType } from '#contract/incident-type';
import type { AdministrativePlace } from '#contract/jurisdiction';
import { addDays, BUDDHIST, endOfThaiDay, type ThaiDay, thaiDayOf } from '#contract/thai-day';
import { AppError, type LostTo } from '#platform/app-error';
import { type CaseFacts, findMissing } from './guards.ts';

/** Aftercare of one person, one episode. Times are the server's. */
export type Case = {
  id: string;
  code: string;
  version: number;
  personId: string;
  householdId: string | null;
  concern: CaseConcern;
  isMinor: boolean;
  source: CaseSource;
  incidentId: string | null;
  incidentCode: string | null;
  incidentType: IncidentType | null;
  reportId: string | null;
  silent: boolean;
  place: AdministrativePlace;
  status: CaseStatus;
  /** What was written before does not count for its next step. */
  statusSince: Date;
  risk: CaseRisk | null;
  /** The owner: exactly one at every moment. */
  agencyId: string;
  workerId: string | null;
  openedByPersonId: string | null;
  openedAt: Date;
  waitingSince: Date;
  /** Whom the system proposes while it waits, and when it looked for somebody at this owner; no ownership. */
  suggestedWorkerId: string | null;
  suggestedAt: Date | null;
  acceptedAt: Date | null;
  closedAt: Date | null;
  endReason: string | null;
  reopenCount: number;
  holdReason: HoldReason | null;
  holdUntil: Date | null;
  reporterMessage: 'none' | 'due' | 'sent' | 'withheld';
  updatedAt: Date;
};

/** A case as it is opened; its number is given by the database. */
export type NewCase = Omit<Case, 'code'> & { buddhistYear: number };

type Opening = Pick<Case, 'id' | 'personId' | 'concern' | 'isMinor' | 'source' | 'silent' | 'place' | 'agencyId'> &
  Partial<Pick<Case, 'incidentId' | 'incidentCode' | 'incidentType' | 'reportId' | 'risk' | 'openedByPersonId'>> &
  Partial<Pick<Case, 'reporterMessage'>>;

/** Nobody has been looked for at this owner, or somebody has it. */
const UNSUGGESTED = { suggestedWorkerId: null, suggestedAt: null };

export function openCase(opening: Opening, now: Date): NewCase {
  return {
    incidentId: null,
    incidentCode: null,
    incidentType: null,
    reportId: null,
    risk: null,
    openedByPersonId: null,
    reporterMessage: 'none',
    ...opening,
    version: 1,
    buddhistYear: Number(thaiDayOf(now).slice(0, 4)) + BUDDHIST,
    householdId: null,
    status: 'registered',
    statusSince: now,
    workerId: null,
    openedAt: now,
    waitingSince: now,
    ...UNSUGGESTED,
    acceptedAt: null,
    closedAt: null,
    endReason: null,
    reopenCount: 0,
    holdReason: null,
    holdUntil: null,
    updatedAt: now,
  };
}

const auditActions = (...kinds: CaseTimelineKind[]) => kinds.map((kind) => `case/${kind}`);
/** The actions that may have led to each status, and those that move a case under somebody's hands. */
const LED_TO: Record<CaseStatus, readonly string[]> = {
  registered: auditActions('registered', 'transfer-accepted', 'transfer-forced'),
  assessing: auditActions('accepted', 'reassessed', 'transfer-accepted', 'transfer-forced'),
  planning: auditActions('assessment-finished', 'replanned'),
  implementing: auditActions('plan-started'),
  'following-up': auditActions('services-ended'),
  closed: auditActions('closed'),
  'not-opened': auditActions('not-opened'),
  reopened: auditActions('reopened'),
};

/** Who has just changed the case, so that the loser of a race is told. */
export function lostToWhoChanged({ id, status }: Pick<Case, 'id' | 'status'>): LostTo {
  return { subjects: [id], actions: LED_TO[status] };
}

/** The status no longer allows it; the answer names who changed it. */
export function changeNotAllowed(one: Pick<Case, 'id' | 'status'>, action: string): AppError {
  return new AppError('case/change-not-allowed', {
    params: { status: one.status, action },
    lostTo: lostToWhoChanged(one),
  });
}

/** What is still missing for an action. An offer is somebody's: whoever made it, perhaps a moment ago, is named. */
export function guardMissing({ id }: Pick<Case, 'id'>, guard: string, action: string): AppError {
  if (guard !== 'no-open-transfer') return new AppError('case/guard-missing', { params: { guard, action } });
  return new AppError('case/on-offer', {
    params: { action },
    lostTo: { subjects: [id], actions: ['case/transfer-offered'] },
  });
}

/** A worker takes it on; whoever was faster is named. */
export function accept(one: Case, workerId: string, now: Date): Case {
  if (one.workerId && !canChangeCase(one.status, 'accept') && isOpenCase(one.status))
    throw new AppError('case/already-accepted', { lostTo: lostToWhoChanged({ id: one.id, status: 'assessing' }) });
  if (!canChangeCase(one.status, 'accept')) throw changeNotAllowed(one, 'accept');
  return { ...one, status: CASE_ACTIONS.accept.to, statusSince: now, workerId, acceptedAt: now, ...UNSUGGESTED };
}

/** What comes with an action: a coded reason, and what a second person decides with it. */
export type With = { reason?: string | null; deciding?: ApprovalSubject | null };

/**
 * The case after an action of the state table, other than `accept`.
 * @throws AppError `case/change-not-allowed`, `case/guard-missing` with the first guard that does not hold
 */
export function moveCase(
  one: Case,
  action: Exclude<CaseAction, 'accept'>,
  facts: CaseFacts,
  { reason = null, deciding = null }: With,
  now: Date,
): Case {
  if (!canChangeCase(one.status, action)) throw changeNotAllowed(one, action);
  const [missing] = findMissing(action, { risk: one.risk, facts, reason, deciding });
  if (missing) throw guardMissing(one, missing, action);
  const { to } = CASE_ACTIONS[action];
  const moved: Case = { ...one, status: to, statusSince: now, ...UNSUGGESTED };
  if (to === 'closed' || to === 'not-opened') {
    return { ...moved, closedAt: now, endReason: reason ?? 'no-need', holdReason: null, holdUntil: null };
  }
  if (action === 'reopen') {
    const waiting = { workerId: null, waitingSince: now, reopenCount: one.reopenCount + 1 };
    return { ...moved, closedAt: null, endReason: null, ...waiting };
  }
  return moved;
}

/** A mark with a reason and an end, not a status: every clock that it is to stop says so itself. */
export function hold(one: Case, reason: HoldReason, until: ThaiDay, now: Date): Case {
  if (!isOpenCase(one.status)) throw changeNotAllowed(one, 'hold');
  const latest = addDays(thaiDayOf(now), HOLD_DAYS);
  if (until < thaiDayOf(now) || until > latest)
    throw new AppError('case/hold-too-long', { params: { days: HOLD_DAYS } });
  return { ...one, holdReason: reason, holdUntil: endOfThaiDay(until) };
}

export function resume(one: Case): Case {
  if (!one.holdReason) {
    throw new AppError('case/change-not-allowed', {
      params: { status: one.status, action: 'resume' },
      lostTo: { subjects: [one.id], actions: ['case/resumed'] },
    });
  }
  return { ...one, holdReason: null, holdUntil: null };
}

/** @throws AppError `case/change-not-allowed` for an ended case */
export function changeRisk(one: Case, risk: CaseRisk): Case {
  if (!isOpenCase(one.status)) throw changeNotAllowed(one, 'risk');
  return { ...one, risk };
}

/**
 * The case with its new owner. Where nobody of the new owner has accepted it yet, it waits for a worker again, whatever
 * was done before.
 */
export function moveOwner(one: Case, to: Pick<Case, 'agencyId' | 'workerId'>, now: Date): Case {
  if (to.workerId !== null || isWaitingForWorker(one.status))
    return { ...one, ...to, ...UNSUGGESTED, waitingSince: now };
  return { ...one, ...to, ...UNSUGGESTED, status: 'reopened', statusSince: now, waitingSince: now };
}
