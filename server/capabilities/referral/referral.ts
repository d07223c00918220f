import type { Domain, ServiceCode } from '#contract/case-forms';
import type { AdministrativePlace } from '#contract/jurisdiction';
import { ageOn } from '#contract/person-age';
import {
  type AgeBand,
  type ConfirmationAnswer,
  type ConfirmationState,
  type ConfirmationWay,
  canChangeReferral,
  confirmationAnswersOf,
  isLiveReferral,
  isUnconfirmed,
  REFERRAL_ACTIONS,
  REFERRAL_DECLINES,
  REFERRAL_FAILURES,
  REFERRAL_HOLD_DAYS,
  REFERRAL_OUTCOMES,
  REFERRAL_WITHDRAWALS,
  type ReferralAction,
  type ReferralConsequence,
  type ReferralHoldReason,
  type ReferralOutcome,
  type ReferralPaper,
  type ReferralStatus,
  type ReferralTimelineKind,
  type ReferralUrgency,
} from '#contract/referral';
import { addDays, BUDDHIST, endOfThaiDay, type ThaiDay, thaiDayOf } from '#contract/thai-day';
import { AppError, type LostTo } from '#platform/app-error';
import { answerTimes, workTimes } from './rules.ts';

/** One person, one need, one service. Times are the server's. */
export type Referral = {
  id: string;
  code: string;
  version: number;
  caseId: string;
  caseCode: string;
  incidentId: string | null;
  needId: string;
  needCode: Domain;
  fromAgencyId: string;
  toAgencyId: string;
  serviceId: string | null;
  serviceCode: ServiceCode;
  statutory: boolean;
  urgency: ReferralUrgency;
  ageBand: AgeBand;
  isMinor: boolean;
  silent: boolean;
  place: AdministrativePlace;
  papers: ReferralPaper[];
  bundleId: string | null;
  status: ReferralStatus;
  statusSince: Date;
  createdByPersonId: string;
  createdAt: Date;
  offeredAt: Date | null;
  halfAt: Date | null;
  dueAt: Date | null;
  provinceAt: Date | null;
  /** Marks of the clocks: each is set once, by any process. */
  remindedAt: Date | null;
  provinceToldAt: Date | null;
  acceptedAt: Date | null;
  updateDueAt: Date | null;
  updateToldAt: Date | null;
  outcomeDueAt: Date | null;
  outcomeToldAt: Date | null;
  holdReason: ReferralHoldReason | null;
  holdUntil: Date | null;
  endedAt: Date | null;
  endReason: string | null;
  declineByPersonId: string | null;
  declineDecidedByPersonId: string | null;
  outcome: ReferralOutcome | null;
  /** The day on which the help was received. */
  outcomeOn: ThaiDay | null;
  outcomePlaceCode: string | null;
  confirmation: ConfirmationState;
  confirmedWay: ConfirmationWay | null;
  /** When the person is asked, asked again, or left to a worker; and how often they were asked by LINE. */
  confirmAt: Date | null;
  askedTimes: number;
  confirmedAt: Date | null;
  updatedAt: Date;
};

/** A referral as it is made; its number is given by the database. */
export type NewReferralRow = Omit<Referral, 'code'> & { buddhistYear: number };

type Given = Pick<
  Referral,
  | ('id' | 'caseId' | 'caseCode' | 'incidentId' | 'needId' | 'needCode' | 'fromAgencyId' | 'toAgencyId' | 'serviceId')
  | ('serviceCode' | 'statutory' | 'urgency' | 'ageBand' | 'isMinor' | 'silent' | 'place' | 'papers' | 'bundleId')
  | 'createdByPersonId'
>;

const NOTHING_YET = {
  offeredAt: null,
  halfAt: null,
  dueAt: null,
  provinceAt: null,
  remindedAt: null,
  provinceToldAt: null,
  acceptedAt: null,
  updateDueAt: null,
  updateToldAt: null,
  outcomeDueAt: null,
  outcomeToldAt: null,
  holdReason: null,
  holdUntil: null,
  endedAt: null,
  endReason: null,
  declineByPersonId: null,
  declineDecidedByPersonId: null,
  outcome: null,
  outcomeOn: null,
  outcomePlaceCode: null,
  confirmation: 'none',
  confirmedWay: null,
  confirmAt: null,
  askedTimes: 0,
  confirmedAt: null,
} as const;

/** A draft, which nobody else sees. */
export function draftReferral(given: Given, now: Date): NewReferralRow {
  return {
    ...given,
    ...NOTHING_YET,
    version: 1,
    buddhistYear: Number(thaiDayOf(now).slice(0, 4)) + BUDDHIST,
    status: 'draft',
    statusSince: now,
    createdAt: now,
    updatedAt: now,
  };
}

/** What an action is called in the timeline, and in the audit after `referral/`. */
const STEP_OF: Record<ReferralAction, ReferralTimelineKind> = {
  offer: 'offered',
  withdraw: 'withdrawn',
  accept: 'accepted',
  decline: 'declined',
  'propose-decline': 'decline-proposed',
  'confirm-decline': 'decline-confirmed',
  'refuse-decline': 'decline-refused',
  expire: 'expired',
  start: 'started',
  hold: 'held',
  resume: 'resumed',
  complete: 'completed',
  'not-complete': 'not-completed',
};
export const stepOf = (action: ReferralAction): ReferralTimelineKind => STEP_OF[action];

/** The steps that led to each status, so that the loser of a race is told who was faster. */
export function lostToWhoChanged({ id, status }: Pick<Referral, 'id' | 'status'>): LostTo {
  const led = (Object.keys(REFERRAL_ACTIONS) as ReferralAction[]).filter(
    (action) => REFERRAL_ACTIONS[action].to === status,
  );
  return { subjects: [id], actions: led.map((action) => `referral/${STEP_OF[action]}`) };
}

/** The status no longer allows it; an answer after the time has a code of its own. */
export function referralChangeNotAllowed(one: Pick<Referral, 'id' | 'status'>, action: string): AppError {
  const lostTo = lostToWhoChanged(one);
  if (one.status === 'expired') return new AppError('referral/answered-too-late', { lostTo });
  return new AppError('referral/change-not-allowed', { params: { status: one.status, action }, lostTo });
}

/** @throws AppError `referral/answered-too-late`, `referral/change-not-allowed` */
function move<Row extends Pick<Referral, 'id' | 'status'>>(one: Row, action: ReferralAction, now: Date): Row {
  if (!canChangeReferral(one.status, action)) throw referralChangeNotAllowed(one, action);
  return { ...one, status: REFERRAL_ACTIONS[action].to, statusSince: now };
}

/** Sends it to the receiver's queue: its clock starts. */
export function offer<Row extends Pick<Referral, 'id' | 'status' | 'urgency'>>(one: Row, now: Date): Row {
  return { ...move(one, 'offer', now), offeredAt: now, ...answerTimes(one.urgency, now) };
}

/** A person of the receiver takes it on; nothing else does. */
export function accept(one: Referral, now: Date): Referral {
  return { ...move(one, 'accept', now), acceptedAt: now, ...workTimes(one.serviceCode, now) };
}

/** Declines it, or proposes to where the receiver has a duty by law. */
export function decline(
  one: Referral,
  reason: keyof typeof REFERRAL_DECLINES,
  byPersonId: string,
  now: Date,
): Referral {
  const action = one.statutory ? 'propose-decline' : 'decline';
  const moved = { ...move(one, action, now), endReason: reason, declineByPersonId: byPersonId };
  return one.statutory ? moved : { ...moved, endedAt: now };
}

/**
 * The receiver's supervisor decides on a decline. Never whoever proposed it.
 * @throws AppError `referral/self-decision`
 */
export function decideDecline(one: Referral, agrees: boolean, byPersonId: string, now: Date): Referral {
  const moved = move(one, agrees ? 'confirm-decline' : 'refuse-decline', now);
  if (one.declineByPersonId === byPersonId) throw new AppError('referral/self-decision');
  return agrees
    ? { ...moved, declineDecidedByPersonId: byPersonId, endedAt: now }
    : { ...moved, endReason: null, declineByPersonId: null };
}

/** Nobody answered in time: never accepted by a clock. */
export function expire(one: Referral, now: Date): Referral {
  return { ...move(one, 'expire', now), endedAt: now, endReason: null };
}

export function withdraw(one: Referral, reason: keyof typeof REFERRAL_WITHDRAWALS, now: Date): Referral {
  return { ...move(one, 'withdraw', now), ...NO_HOLD, endedAt: now, endReason: reason };
}

const NO_HOLD = { holdReason: null, holdUntil: null };

export function start(one: Referral, now: Date): Referral {
  return move(one, 'start', now);
}

/** @throws AppError `referral/hold-too-long` */
export function hold(one: Referral, reason: ReferralHoldReason, until: ThaiDay, now: Date): Referral {
  const moved = move(one, 'hold', now);
  const latest = addDays(thaiDayOf(now), REFERRAL_HOLD_DAYS);
  if (until < thaiDayOf(now) || until > latest)
    throw new AppError('referral/hold-too-long', { params: { days: REFERRAL_HOLD_DAYS } });
  return { ...moved, holdReason: reason, holdUntil: endOfThaiDay(until) };
}

/** Goes on; also by itself when the hold is over. Until the next word on how it goes it has its whole time again. */
export function resume(one: Referral, now: Date): Referral {
  const { updateDueAt } = workTimes(one.serviceCode, now);
  return { ...move(one, 'resume', now), ...NO_HOLD, updateDueAt, updateToldAt: null };
}

/** The receiver says how it goes. */
export function update(one: Referral, now: Date): Referral {
  if (!one.acceptedAt || !isLiveReferral(one.status)) throw referralChangeNotAllowed(one, 'update');
  const { updateDueAt } = workTimes(one.serviceCode, now);
  return { ...one, updateDueAt, updateToldAt: null };
}

type Completed = { outcome: ReferralOutcome; on: ThaiDay; placeCode?: string | undefined };

/**
 * The receiver says what became of it. Help that was received waits for the person's own word.
 * @throws AppError `referral/outcome-in-future`
 */
export function complete(one: Referral, { outcome, on, placeCode }: Completed, now: Date): Referral {
  const moved = move(one, 'complete', now);
  if (on > thaiDayOf(now)) throw new AppError('referral/outcome-in-future');
  const isMet = REFERRAL_OUTCOMES[outcome] === 'met';
  return {
    ...{ ...moved, ...NO_HOLD, endedAt: now, outcome, outcomeOn: on, outcomePlaceCode: placeCode || null },
    ...{ confirmation: isMet ? 'waiting' : 'none', confirmAt: isMet ? now : null },
  };
}

export function fail(one: Referral, reason: keyof typeof REFERRAL_FAILURES, now: Date): Referral {
  return { ...move(one, 'not-complete', now), ...NO_HOLD, endedAt: now, endReason: reason };
}

/**
 * The person says whether they got it: only this ends the need.
 * @throws AppError `referral/change-not-allowed`, `referral/confirmed-already`
 */
export function confirm(
  one: Referral,
  { answer, way }: { answer: ConfirmationAnswer; way: ConfirmationWay },
  now: Date,
): Referral {
  if (one.status !== 'completed' || one.confirmation === 'none') throw referralChangeNotAllowed(one, 'confirm');
  if (!confirmationAnswersOf(one.confirmation).includes(answer)) {
    const lostTo = { subjects: [one.id], actions: ['referral/confirmed'] };
    throw new AppError('referral/confirmed-already', { lostTo });
  }
  return { ...one, confirmation: answer, confirmedWay: way, confirmedAt: now, confirmAt: null };
}

/**
 * Whether the need still waits for this referral: while it is live, and after help was received until the person confirms.
 */
export function holdsNeed({ status, confirmation }: Pick<Referral, 'status' | 'confirmation'>): boolean {
  return isLiveReferral(status) || (status === 'completed' && isUnconfirmed(confirmation));
}

/** What the sender does first when it ended without help; null while it is not over, or where the person got help. */
export function consequenceOf(
  one: Pick<Referral, 'status' | 'endReason' | 'outcome' | 'confirmation'>,
): ReferralConsequence | null {
  const of = (table: Record<string, ReferralConsequence>) => (one.endReason ? (table[one.endReason] ?? null) : null);
  switch (one.status) {
    case 'declined':
      return of(REFERRAL_DECLINES);
    case 'not-completed':
      return of(REFERRAL_FAILURES);
    case 'withdrawn':
      return of(REFERRAL_WITHDRAWALS);
    case 'expired':
      return 'next-provider';
    case 'completed': {
      if (one.confirmation === 'partly' || one.confirmation === 'not-received') return 'reassess';
      const means = one.outcome ? REFERRAL_OUTCOMES[one.outcome] : 'open';
      if (means === 'met') return null;
      if (means === 'open') return 'reassess';
      return means === 'refused' ? 'talk-to-person' : 'end-need';
    }
    default:
      return null;
  }
}

const BANDS: readonly [number, AgeBand][] = [
  [2, '0-2'],
  [5, '3-5'],
  [11, '6-11'],
  [14, '12-14'],
  [17, '15-17'],
  [24, '18-24'],
  [59, '25-59'],
];

/** How old somebody is, no more exactly than a receiver needs before accepting. */
export function ageBandOf(
  { birthDate, birthYear, isMinor }: { birthDate: string | null; birthYear: number | null; isMinor: boolean },
  now: Date,
): AgeBand {
  const birth = birthDate
    ? ({ kind: 'exact', date: birthDate } as const)
    : birthYear
      ? ({ kind: 'estimated', year: birthYear } as const)
      : null;
  if (!birth) return isMinor ? 'minor' : 'unknown';
  const age = ageOn(birth, thaiDayOf(now));
  return BANDS.find(([last]) => age <= last)?.[1] ?? '60+';
}
