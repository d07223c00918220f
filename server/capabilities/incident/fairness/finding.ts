import type { Actor } from '#capabilities/access';
import type {
  DropReason,
  FindingAction,
  FindingEvidence,
  FindingStatus,
  MeasureKind,
  NoticeWay,
} from '#contract/finding-status';
import { CALL_BACK_DAYS, canChangeFinding, FINDING_ACTIONS } from '#contract/finding-status';
import type { ReportChannel } from '#contract/incident';
import type { IncidentType } from '#contract/incident-type';
import { type Permission, ROLES } from '#contract/permission';
import { DAY_MS } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Incident, Person } from '../record/incident.ts';
import type { ReportRow } from '../record/store/report-rows.ts';

const HOUR_MS = 3_600_000;
/** The reporter is heard before (Administrative Procedure Act s.30): so long they may answer. */
const ANSWER_MS = 72 * HOUR_MS;
/** Whoever has just answered may be writing on. */
const QUIET_MS = HOUR_MS;
/** Appeal within so many days of the notice (Administrative Procedure Act s.44). */
const APPEAL_DAYS = 15;
/** An appeal that nobody decides lets the measures rest. */
const UNDECIDED_DAYS = 30;
/** The longest that something lasts which a step of ours would end: a notice not given yet, an inquiry without a word. */
const LONGEST_DAYS = { warning: 90, inquiry: 180 } as const;

export type Membership = Actor['memberships'][number];
export type Hearing = 'asked' | 'to-call' | 'not-reachable';
export type Notice = 'sent' | 'pointed-to' | 'to-give';
export type Measure = { kind: MeasureKind; until: Date; endedAt: Date | null; note: string | null };

/** Somebody's proposal that one account reported falsely, and what became of it. */
export type Finding = {
  id: string;
  incidentId: string;
  reportId: string;
  /** The account. Each report by the citizen page and each call is one of its own. */
  reporterId: string;
  /** Further incidents of this account: a flood or a series is one finding. */
  otherIncidentIds: string[];
  /** The station that was responsible then, for the figures. */
  agencyId: string;
  status: FindingStatus;
  evidence: FindingEvidence[];
  note: string;
  proposedAt: Date;
  proposedBy: Person;
  /** Where and as what the proposer served: the decider is of another agency or another role. */
  proposedAs: Membership[];
  hearing: Hearing;
  answerBy: Date;
  decidedAt: Date | null;
  /** Null where the system withdrew it, because its incident was reopened. */
  decidedBy: Person | null;
  reason: string | null;
  dropReason: DropReason | null;
  clauses: string[];
  notice: Notice | null;
  noticeGivenAt: Date | null;
  noticeWay: NoticeWay | null;
  appealedAt: Date | null;
  /** The officer who took it down; null: the reporter themselves. */
  appealTakenBy: Person | null;
  appealText: string | null;
  appealDecidedAt: Date | null;
  appealDecidedBy: Person | null;
  appealReason: string | null;
  measures: Measure[];
};

type EndedIncident = Pick<Incident, 'id' | 'status' | 'disposition' | 'silent' | 'duressAt' | 'onSceneAt'>;
type Reported = Pick<ReportRow, 'silent' | 'duressAt'>;

/**
 * Why no finding about this report may be proposed; undefined if one may. A mistake is `unfounded` and stays so; who
 * reported in silence or under duress may have had to take it back, so somebody must have been there.
 */
export function whyNotProposable(incident: EndedIncident, report: Reported): string | undefined {
  if (incident.status !== 'resolved' && incident.status !== 'closed') return 'false-report/not-ended';
  if (incident.disposition !== 'unfounded' && incident.disposition !== 'gone-on-arrival')
    return 'false-report/other-outcome';
  if (isWatched(incident, report) && incident.onSceneAt === null) return 'false-report/visit-needed';
  return undefined;
}

/** They reported in silence or signalled duress: whoever they are afraid of may read what we write. */
function isWatched(incident: Pick<Incident, 'silent' | 'duressAt'>, report: Reported): boolean {
  return incident.silent || report.silent || incident.duressAt !== null || report.duressAt !== null;
}

type Proposal = Pick<
  Finding,
  'id' | 'incidentId' | 'reportId' | 'reporterId' | 'otherIncidentIds' | 'agencyId' | 'evidence' | 'note'
>;

export function propose(
  proposal: Proposal,
  report: Pick<ReportRow, 'channel' | 'unreachable'>,
  by: Pick<Actor, 'userId' | 'name' | 'memberships'>,
  now: Date,
): Finding {
  return {
    ...proposal,
    status: 'proposed',
    proposedAt: now,
    proposedBy: { id: by.userId, name: by.name },
    proposedAs: by.memberships.map(({ agencyId, role }) => ({ agencyId, role })),
    hearing: hearingBy(report),
    answerBy: new Date(now.getTime() + ANSWER_MS),
    decidedAt: null,
    decidedBy: null,
    reason: null,
    dropReason: null,
    clauses: [],
    notice: null,
    noticeGivenAt: null,
    noticeWay: null,
    appealedAt: null,
    appealTakenBy: null,
    appealText: null,
    appealDecidedAt: null,
    appealDecidedBy: null,
    appealReason: null,
    measures: [],
  };
}

function hearingBy({ channel, unreachable }: { channel: ReportChannel; unreachable: boolean }): Hearing {
  if (channel === 'phone') return 'to-call';
  return unreachable ? 'not-reachable' : 'asked';
}

/** @throws AppError `false-report/change-not-allowed`, with who was faster */
function next(finding: Finding, action: FindingAction): FindingStatus {
  if (!canChangeFinding(finding.status, action)) throw notAllowed(finding, action);
  return FINDING_ACTIONS[action].to ?? finding.status;
}

const LEADING_TO: Record<FindingStatus, readonly string[]> = {
  proposed: ['incident/finding-proposed'],
  confirmed: ['incident/finding-confirmed'],
  dropped: ['incident/finding-dropped'],
  withdrawn: ['incident/finding-withdrawn', 'incident/reopened'],
  appealed: ['incident/finding-appealed'],
  upheld: ['incident/finding-upheld'],
  overturned: ['incident/finding-overturned'],
};

function notAllowed({ status, incidentId }: Finding, action: string, more: readonly string[] = []): AppError {
  return new AppError('false-report/change-not-allowed', {
    params: { status, action },
    lostTo: { subjects: [incidentId], actions: [...LEADING_TO[status], ...more] },
  });
}

/** @throws AppError `false-report/not-proposer` */
export function withdraw(finding: Finding, reason: string, by: Person, now: Date): Finding {
  const status = next(finding, 'withdraw');
  if (finding.proposedBy.id !== by.id) throw new AppError('false-report/not-proposer');
  return { ...finding, status, decidedAt: now, decidedBy: by, reason };
}

/** Its incident is open again: what was found about it no longer holds. */
export function endByReopening(finding: Finding, now: Date): Finding {
  if (!canChangeFinding(finding.status, 'reopen')) return finding;
  const decided = finding.decidedAt ? {} : { decidedAt: now };
  return { ...finding, ...decided, status: 'withdrawn', measures: endAll(finding.measures, now) };
}

/** What the reporter has written since they were asked. */
export type Answers = { count: number; lastAt: Date | null };

/** Until when nobody may confirm it: the reporter has time to answer, and to write on. Null: that time is over. */
export function waitsUntil(finding: Finding, answers: Answers, now: Date): Date | null {
  if (finding.status !== 'proposed') return null;
  const quietAt = answers.lastAt ? answers.lastAt.getTime() + QUIET_MS : Number.POSITIVE_INFINITY;
  const until = new Date(Math.min(quietAt, finding.answerBy.getTime()));
  return until > now ? until : null;
}

const MAY_DECIDE = 'incident:decide-finding' satisfies Permission;

/** Whether this person is another one, who decides in another agency or another role. */
export function isAnotherPerson(
  finding: Pick<Finding, 'proposedBy' | 'proposedAs'>,
  { userId, memberships }: Pick<Actor, 'userId' | 'memberships'>,
): boolean {
  const isSame = (one: Membership) =>
    finding.proposedAs.some(({ agencyId, role }) => agencyId === one.agencyId && role === one.role);
  const decides = ({ role }: Membership) => (ROLES[role] as readonly Permission[]).includes(MAY_DECIDE);
  return finding.proposedBy.id !== userId && memberships.some((one) => decides(one) && !isSame(one));
}

type Circumstances = {
  by: Pick<Actor, 'userId' | 'name' | 'memberships'>;
  answers: Answers;
  answersRead: number;
  now: Date;
};

/** @throws AppError `false-report/answer-unread` */
function mustHaveRead({ answers, answersRead }: Pick<Circumstances, 'answers' | 'answersRead'>): void {
  if (answers.count !== answersRead) throw new AppError('false-report/answer-unread');
}

export type Confirmation = {
  reason: string;
  clauses: string[];
  measures: MeasureKind[];
  callBackDays?: number | undefined;
};
/** What of the incident and the report decides how the notice is given and which measures are possible. */
export type AboutWhom = {
  incident: Pick<Incident, 'silent' | 'duressAt' | 'hasChildren' | 'type'>;
  report: Reported & Pick<ReportRow, 'channel' | 'unreachable'>;
  /** Their chat is silent, for example since they were asked how they are: what it shows reveals nothing. */
  isQuiet: boolean;
};

/**
 * A second person confirms it, after the reporter could answer and their answer was read.
 * @throws AppError `false-report/another-person-needed`, `-/answer-unread`, `-/answer-awaited`, `-/measure-not-possible`
 */
export function confirm(
  finding: Finding,
  { reason, clauses, measures, callBackDays }: Confirmation,
  about: AboutWhom,
  circumstances: Circumstances,
): Finding {
  const { by, answers, now } = circumstances;
  const status = next(finding, 'confirm');
  if (!isAnotherPerson(finding, by)) throw new AppError('false-report/another-person-needed');
  mustHaveRead(circumstances);
  if (waitsUntil(finding, answers, now)) throw new AppError('false-report/answer-awaited');
  const notice = noticeFor(about);
  const noticeGivenAt = notice === 'sent' ? now : null;
  const confirmed: Finding = {
    ...finding,
    ...{ status, decidedAt: now, decidedBy: { id: by.userId, name: by.name }, reason, clauses, notice, noticeGivenAt },
  };
  const lasting = [...new Set(measures)].map((kind): Measure => {
    if (kind === 'call-back-first' && isCallBackForbidden(about))
      throw new AppError('false-report/measure-not-possible');
    return { kind, until: endOf(kind, confirmed, callBackDays ?? CALL_BACK_DAYS, now), endedAt: null, note: null };
  });
  return { ...confirmed, measures: lasting };
}

/** A call back could warn an attacker, and a child is never the second to be asked. */
export function isCallBackForbidden({ incident, report }: Omit<AboutWhom, 'isQuiet'>): boolean {
  return isWatched(incident, report) || incident.hasChildren === true;
}

function endOf(kind: MeasureKind, finding: Finding, callBackDays: number, now: Date): Date {
  if (kind === 'call-back-first') return inDays(now, Math.min(callBackDays, CALL_BACK_DAYS));
  // A warning ends with the time to appeal, which begins with the notice.
  if (kind === 'warning') return appealBy(finding) ?? inDays(now, LONGEST_DAYS.warning);
  return inDays(now, LONGEST_DAYS[kind]);
}

/** Somebody else harms the victim in these: whoever that is may sit beside the phone. */
const MAY_BE_READ_BY_ATTACKER: readonly IncidentType[] = [
  'threat-or-assault',
  'confinement',
  'sexual-violence-risk',
  'unknown',
];

function noticeFor({ incident, report, isQuiet }: AboutWhom): Notice {
  if (isWatched(incident, report) || report.channel === 'phone' || report.unreachable) return 'to-give';
  return isQuiet || MAY_BE_READ_BY_ATTACKER.includes(incident.type) ? 'pointed-to' : 'sent';
}

/** Whatever speaks for the reporter needs no time to run: dropping never waits. */
export function drop(
  finding: Finding,
  { dropReason, note }: { dropReason: DropReason; note: string | null },
  { by, now }: Pick<Circumstances, 'by' | 'now'>,
): Finding {
  const status = next(finding, 'drop');
  if (!isAnotherPerson(finding, by)) throw new AppError('false-report/another-person-needed');
  const decidedBy = { id: by.userId, name: by.name };
  return { ...finding, status, decidedAt: now, decidedBy, dropReason, reason: note };
}

/**
 * An officer gave the notice that could not be sent; from then on the time to appeal runs.
 * @throws AppError `false-report/notice-given`
 */
export function giveNotice(finding: Finding, way: NoticeWay, now: Date): Finding {
  next(finding, 'give-notice');
  if (finding.noticeGivenAt) {
    const lostTo = { subjects: [finding.incidentId], actions: ['incident/finding-notice-given'] };
    throw new AppError('false-report/notice-given', { lostTo });
  }
  const given = { ...finding, noticeGivenAt: now, noticeWay: way };
  const until = inDays(now, APPEAL_DAYS);
  const measures = given.measures.map((measure) => (measure.kind === 'warning' ? { ...measure, until } : measure));
  return { ...given, measures };
}

/** The last moment to appeal; null as long as nobody has given them the notice, or where there is none. */
export function appealBy({ noticeGivenAt }: Pick<Finding, 'noticeGivenAt'>): Date | null {
  return noticeGivenAt && inDays(noticeGivenAt, APPEAL_DAYS);
}

export function mayAppeal(finding: Finding, now: Date): boolean {
  const until = appealBy(finding);
  return canChangeFinding(finding.status, 'appeal') && (until === null || now <= until);
}

/** @throws AppError `false-report/appeal-too-late` */
export function appeal(
  finding: Finding,
  { text, takenBy }: { text: string | null; takenBy: Person | null },
  now: Date,
): Finding {
  const status = next(finding, 'appeal');
  if (!mayAppeal(finding, now)) throw new AppError('false-report/appeal-too-late');
  return { ...finding, status, appealedAt: now, appealTakenBy: takenBy, appealText: text };
}

/** Whether this person has had no part in it yet. */
export function isThirdPerson({ proposedBy, decidedBy }: Finding, userId: string): boolean {
  return proposedBy.id !== userId && decidedBy?.id !== userId;
}

/** @throws AppError `false-report/third-person-needed`, `false-report/answer-unread` */
export function decideAppeal(
  finding: Finding,
  { outcome, reason }: { outcome: 'uphold' | 'overturn'; reason: string },
  circumstances: Circumstances,
): Finding {
  const { by, now } = circumstances;
  const status = next(finding, outcome);
  if (!isThirdPerson(finding, by.userId)) throw new AppError('false-report/third-person-needed');
  mustHaveRead(circumstances);
  return {
    ...finding,
    ...{ status, appealDecidedAt: now, appealDecidedBy: { id: by.userId, name: by.name }, appealReason: reason },
    measures: outcome === 'overturn' ? endAll(finding.measures, now) : finding.measures,
  };
}

/** The inquiry officer has answered. @throws AppError `false-report/no-inquiry` */
export function endInquiry(finding: Finding, note: string, now: Date): Finding {
  next(finding, 'end-inquiry');
  const runs = (measure: Measure) => measure.kind === 'inquiry' && measure.endedAt === null && measure.until > now;
  if (!finding.measures.some(runs)) {
    const lostTo = { subjects: [finding.incidentId], actions: ['incident/finding-inquiry-ended'] };
    throw new AppError('false-report/no-inquiry', { lostTo });
  }
  return {
    ...finding,
    measures: finding.measures.map((measure) => (runs(measure) ? { ...measure, endedAt: now, note } : measure)),
  };
}

function endAll(measures: Measure[], now: Date): Measure[] {
  return measures.map((measure) => (measure.endedAt || measure.until <= now ? measure : { ...measure, endedAt: now }));
}

const HOLDS: readonly FindingStatus[] = ['confirmed', 'appealed', 'upheld'];

/** Whether the account counts as having reported falsely; while an appeal runs it still does. */
export function holds({ status }: Pick<Finding, 'status'>): boolean {
  return HOLDS.includes(status);
}

/** Whether a measure is in force. An appeal that waits for longer than thirty days lets them all rest. */
export function isInForce(
  finding: Pick<Finding, 'status' | 'appealedAt'>,
  measure: Pick<Measure, 'until' | 'endedAt'>,
  now: Date,
): boolean {
  if (!holds(finding) || measure.endedAt || measure.until <= now) return false;
  return finding.status !== 'appealed' || !finding.appealedAt || inDays(finding.appealedAt, UNDECIDED_DAYS) > now;
}

function inDays(from: Date, days: number): Date {
  return new Date(from.getTime() + days * DAY_MS);
}
