import { agenciesWith, type Staff } from '#capabilities/access';
import type { ReachabilityOf } from '#capabilities/alerting';
import type { OnDuty } from '#capabilities/duty';
import { type EscalationStep, type EscalationTarget, isOwn } from '#contract/escalation';
import type { Agency } from '#contract/jurisdiction';
import type { AlertedAgency } from './run.ts';

/** What is known of an agency's people at this moment. */
export type AgencyCandidates = {
  agency: Pick<Agency, 'id' | 'readiness'>;
  staff: Pick<Staff, 'id' | 'memberships'>[];
  onDuty: Pick<OnDuty, 'personId' | 'post'>[];
  /** Whether an alarm gets through to them; absent where channels are not looked at, and so not judged. */
  reachabilityOf?: ReachabilityOf | undefined;
};

/** `no-channel`: there are people, but neither an open console nor any other channel that works. */
export type PassedOver = 'nobody-on-duty' | 'no-heartbeat' | 'nobody' | 'no-channel';

/** One agency as a rung reaches it. */
export type StepRecipients = AlertedAgency & {
  target: EscalationTarget;
  personIds: string[];
  passedOver: PassedOver | null;
};

/** Alerts go past an agency that says so itself or that has not given a sign of life. */
export function isReady({ readiness }: Pick<Agency, 'readiness'>): boolean {
  return readiness === 'unknown' || readiness === 'ready';
}

/**
 * Whom a rung tells. An agency that is not ready, or where no alarm gets through, is told as well where anybody is there,
 * and counts as passed over: nobody waits for it.
 * @param candidatesOf the agencies a target means for this incident, nearest first
 * @param isWithheld from whom the incident is kept: told nothing
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

/** True when at the responsible agency itself people are there, and no alarm gets through to any of them. */
export function isOwnAgencyUnreachable(recipients: readonly Pick<StepRecipients, 'target' | 'passedOver'>[]): boolean {
  const own = recipients.filter(({ target }) => isOwn(target));
  return (
    own.some(({ passedOver }) => passedOver === 'no-channel') && own.every(({ passedOver }) => passedOver !== null)
  );
}

function whyPassedOver({ agency, reachabilityOf }: AgencyCandidates, personIds: string[]): PassedOver | null {
  if (agency.readiness === 'nobody-on-duty' || agency.readiness === 'no-heartbeat') return agency.readiness;
  if (personIds.length === 0) return 'nobody';
  const found = reachabilityOf?.(agency.id, personIds);
  return found && !found.reachable ? found.why : null;
}

/** Only who may answer is told: an alarm that leads to a closed door wakes somebody for nothing. */
function peopleFor(target: EscalationTarget, { agency, staff, onDuty }: AgencyCandidates): string[] {
  const answering = staff.filter((person) => agenciesWith(person, 'incident:acknowledge').includes(agency.id));
  const there = (posts: readonly OnDuty['post'][] | 'any') =>
    answering.filter(({ id }) =>
      onDuty.some(({ personId, post }) => personId === id && (posts === 'any' || posts.includes(post))),
    );
  const ids = (people: Pick<Staff, 'id'>[]) => people.map(({ id }) => id);
  if (target === 'duty-chief') {
    const chiefs = there(['duty-chief']);
    const heads = answering.filter(({ memberships }) =>
      memberships.some(({ agencyId, role }) => agencyId === agency.id && role === 'superintendent'),
    );
    return ids(chiefs.length > 0 ? chiefs : heads);
  }
  const present = there('any');
  // Where duty is not kept here, or somebody said "ready" without a roster, everybody is told who may answer.
  return ids(present.length > 0 || !isReady(agency) ? present : answering);
}
