import {
  canChangeHelp,
  HELP_ACTIONS,
  type HelpAction,
  type HelpChannel,
  type HelpStatus,
  type HelpTimelineKind,
} from '#contract/help';
import type { DangerAnswer } from '#contract/help-api';
import type { AdministrativePlace } from '#contract/jurisdiction';
import { BUDDHIST, thaiDayOf } from '#contract/thai-day';
import { AppError, type LostTo } from '#platform/app-error';

/** A request for help of one person. Times are the server's. */
export type HelpRequest = {
  id: string;
  code: string;
  version: number;
  status: HelpStatus;
  statusSince: Date;
  returnedFrom: HelpStatus | null;
  channel: HelpChannel;
  /** Who answers for it: exactly one at every moment. */
  agencyId: string;
  place: AdministrativePlace | null;
  workerId: string | null;
  filedByPersonId: string | null;
  reporterId: string | null;
  label: string | null;
  benefit: string | null;
  idNumber: string | null;
  familyIds: string[];
  /** Accounts known by a number of the household. */
  barredIds: string[];
  danger: DangerAnswer | null;
  dangerReportId: string | null;
  isKnownClient: boolean | null;
  openedAt: Date;
  submittedAt: Date | null;
  receivedAt: Date | null;
  clockFrom: Date | null;
  clockDays: number | null;
  lateSaidAt: Date | null;
  grantedAt: Date | null;
  grantedBenefit: string | null;
  grantedAmount: number | null;
  askDueAt: Date | null;
  askedAt: Date | null;
  notReceivedCount: number;
  mergedIntoId: string | null;
  caseId: string | null;
  endedAt: Date | null;
  endReason: string | null;
  updatedAt: Date;
};
/** A request as it is begun; its number is given by the database. */
export type NewHelpRequest = Omit<HelpRequest, 'code'> & { buddhistYear: number };

type Begun = Pick<HelpRequest, 'id' | 'channel' | 'agencyId'> &
  Partial<Pick<HelpRequest, 'filedByPersonId' | 'reporterId' | 'place' | 'danger'>>;

export function beginRequest(begun: Begun, now: Date): NewHelpRequest {
  return {
    ...{ filedByPersonId: null, reporterId: null, place: null, danger: null },
    ...begun,
    ...{
      version: 1,
      status: 'draft',
      statusSince: now,
      returnedFrom: null,
      workerId: null,
      label: null,
      benefit: null,
    },
    buddhistYear: Number(thaiDayOf(now).slice(0, 4)) + BUDDHIST,
    ...{ idNumber: null, familyIds: [], barredIds: [], dangerReportId: null, isKnownClient: null },
    ...{ openedAt: now, submittedAt: null, receivedAt: null, clockFrom: null, clockDays: null, lateSaidAt: null },
    ...{ grantedAt: null, grantedBenefit: null, grantedAmount: null, askDueAt: null, askedAt: null },
    ...{ notReceivedCount: 0, mergedIntoId: null, caseId: null, endedAt: null, endReason: null, updatedAt: now },
  };
}

const auditActions = (...kinds: HelpTimelineKind[]) => kinds.map((kind) => `help/${kind}`);
/** The actions that may have led to each status. */
const LED_TO: Record<HelpStatus, readonly string[]> = {
  draft: auditActions('begun'),
  submitted: auditActions('submitted', 'corrected'),
  checked: auditActions('check-confirmed', 'check-doubted', 'check-skipped', 'submitted', 'corrected'),
  received: auditActions('received', 'corrected', 'appeal-granted'),
  'fact-finding': auditActions('visited', 'sent-back', 'corrected'),
  proposed: auditActions('proposed', 'proposed-refusal'),
  committee: auditActions('committee-asked'),
  approved: auditActions('approved'),
  'waiting-budget': auditActions('waiting-for-budget'),
  paying: auditActions('payment-begun', 'not-received'),
  helped: auditActions('payment-recorded'),
  confirmed: auditActions('confirmed'),
  closed: auditActions('closed'),
  'returned-for-correction': auditActions('returned'),
  'not-eligible': auditActions('refused'),
  appeal: auditActions('appealed'),
  upheld: auditActions('appeal-upheld'),
  withdrawn: auditActions('withdrawn'),
  merged: auditActions('merged'),
  'became-case': auditActions('case-opened'),
  'became-incident': auditActions('left-to-incident'),
};

/** Who has just changed the request, so that the loser of a race is told. */
export function lostToWhoChanged({ id, status }: Pick<HelpRequest, 'id' | 'status'>): LostTo {
  return { subjects: [id], actions: LED_TO[status] };
}

/** The status no longer allows it; the answer names who changed it. */
export function changeNotAllowed(request: Pick<HelpRequest, 'id' | 'status'>, action: string): AppError {
  return new AppError('help/change-not-allowed', {
    params: { status: request.status, action },
    lostTo: lostToWhoChanged(request),
  });
}

/**
 * The request after an action of the state table, before what else comes with it.
 * @throws AppError `help/change-not-allowed`
 */
export function moveRequest(request: HelpRequest, action: HelpAction, now: Date): HelpRequest {
  if (!canChangeHelp(request.status, action)) throw changeNotAllowed(request, action);
  const to = HELP_ACTIONS[action].to ?? request.returnedFrom ?? 'submitted';
  const moved = { ...request, status: to, statusSince: now };
  if (action === 'return') return { ...moved, returnedFrom: request.status };
  return { ...moved, returnedFrom: null };
}

/** The same request, ended for this reason. */
export function endRequest(request: HelpRequest, action: HelpAction, reason: string | null, now: Date): HelpRequest {
  return { ...moveRequest(request, action, now), endedAt: now, endReason: reason, askDueAt: null };
}

/**
 * Whoever filed, checked, proposed or visited does not decide.
 * @throws AppError `help/own-part`
 */
export function assertHadNoPart(personId: string, parts: readonly (string | null)[]): void {
  if (parts.includes(personId)) throw new AppError('help/own-part');
}
