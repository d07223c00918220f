import { agenciesWith, type Staff } from '#capabilities/access';
import type { ReachabilityOf } from '#capabilities/alerting';
import type { OnDuty } from '#capabilities/duty';
import type { IncidentToAlert } from '#capabilities/incident';
import { type EscalationStep, type EscalationTarget, isOwn } from '#contract/escalation';
import type { Agency } from '#contract/jurisdiction';
import type { AlertedAgency } from './run.ts';

/** An agency's people at this moment. */
export type AgencyCandidates = {
  agency: Pick<Agency, 'id' | 'readiness'>;
  staff: Pick<Staff, 'id' | 'memberships'>[];
  onDuty: Pick<OnDuty, 'personId' | 'post'>[];
  /** Whether an alarm can reach them; absent: not judged. */
  reachabilityOf?: ReachabilityOf | undefined;
};

/** `no-channel`: there are people, but no open console and no other channel that works. */
export type PassedOver = 'nobody-on-duty' | 'no-heartbeat' | 'nobody' | 'no-channel';

/** One agency with the people whom a step alerts. */
export type StepRecipients = AlertedAgency & {
  target: EscalationTarget;
  personIds: string[];
  passedOver: PassedOver | null;
};

/** False for an agency that reported nobody on duty, or that missed its heartbeat. */
export function isReady({ readiness }: Pick<Agency, 'readiness'>): boolean {
  return readiness === 'unknown' || readiness === 'ready';
}

/** What an execution stores of an agency: the number of people; who they are is in the notifications. */
export type RecipientsRow = {
  target: EscalationTarget;
  agencyId: string;
  people: number;
  passedOver: PassedOver | null;
};

export function toRecipientsRow({ target, agencyId, personIds, passedOver }: StepRecipients): RecipientsRow {
  return { target, agencyId, people: personIds.length, passedOver };
}

/**
 * Whom a step alerts. The people of an agency that is not ready or not reachable are alerted as well, but it counts as passed
 * over: the next step does not wait for it.
 * @param candidatesOf the agencies of a target for this incident, nearest first
 * @param isWithheld true for people from whom the incident is withheld; they are not alerted
 */
export function recipientsOf(
  step: EscalationStep,
  candidatesOf: (target: EscalationTarget) => AgencyCandidates[],
  isWithheld: (personId: string) => boolean,
): StepRecipients[] {
  return step.targets.flatMap((target) =>
    candidatesOf(target).map((agencyCandidates) => {
      const personIds = peopleFor(target, agencyCandidates).filter((id) => !isWithheld(id));
      const passedOver = whyPassedOver(agencyCandidates, personIds);
      const canAnswer = passedOver === null && target !== 'duty-chief';
      return { target, agencyId: agencyCandidates.agency.id, personIds, passedOver, canAnswer };
    }),
  );
}

/** The people of these agencies, to alert. */
export function peopleOf(recipients: readonly Pick<StepRecipients, 'agencyId' | 'personIds'>[]) {
  return recipients.flatMap(({ agencyId, personIds }) => personIds.map((personId) => ({ personId, agencyId })));
}

/** Whether the responsible agency has people, but no alarm can reach any of them. */
export function isOwnAgencyUnreachable(recipients: readonly Pick<StepRecipients, 'target' | 'passedOver'>[]): boolean {
  const own = recipients.filter(({ target }) => isOwn(target));
  return (
    own.some(({ passedOver }) => passedOver === 'no-channel') && own.every(({ passedOver }) => passedOver !== null)
  );
}

function whyPassedOver({ agency, reachabilityOf }: AgencyCandidates, personIds: string[]): PassedOver | null {
  if (agency.readiness === 'nobody-on-duty' || agency.readiness === 'no-heartbeat') return agency.readiness;
  if (personIds.length === 0) return 'nobody';
  const reachability = reachabilityOf?.(agency.id, personIds);
  return reachability && !reachability.reachable ? reachability.why : null;
}

/** Only people who may acknowledge are alerted; others would be woken for nothing. */
function peopleFor(target: EscalationTarget, { agency, staff, onDuty }: AgencyCandidates): string[] {
  const answering = staff.filter((person) => agenciesWith(person, 'incident:acknowledge').includes(agency.id));
  const onDutyWith = (posts: readonly OnDuty['post'][] | 'any') =>
    answering.filter(({ id }) =>
      onDuty.some(({ personId, post }) => personId === id && (posts === 'any' || posts.includes(post))),
    );
  const ids = (people: Pick<Staff, 'id'>[]) => people.map(({ id }) => id);
  if (target === 'duty-chief') {
    const chiefs = onDutyWith(['duty-chief']);
    const heads = answering.filter(({ memberships }) =>
      memberships.some(({ agencyId, role }) => agencyId === agency.id && role === 'superintendent'),
    );
    return ids(chiefs.length > 0 ? chiefs : heads);
  }
  const present = onDutyWith('any');
  // Without a roster (or if somebody reported "ready" without one), everybody who may acknowledge is alerted.
  return ids(present.length > 0 || !isReady(agency) ? present : answering);
}

/** Who gave the ETA and who was sent. */
export function etaOwnersOf({ acknowledgedById, assigneeIds }: IncidentToAlert): string[] {
  return [...(acknowledgedById ? [acknowledgedById] : []), ...assigneeIds];
}

/** Adds who gave the ETA and who was sent: they know where they are. */
export function withEtaOwners(incident: IncidentToAlert, people: { personId: string; agencyId: string }[]) {
  const alerted = etaOwnersOf(incident).filter((id) => !incident.conflictedIds.includes(id));
  return [...people, ...alerted.map((personId) => ({ personId, agencyId: incident.responsibleAgencyId }))];
}
