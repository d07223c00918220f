import { distanceMetres } from '#capabilities/jurisdiction';
import type { DUPLICATE_REASONS } from '#contract/incident';
import type { IncidentType } from '#contract/incident-type';
import type { LatLng } from '#contract/position';

export type DuplicateReason = (typeof DUPLICATE_REASONS)[number];

/** When two incidents may be the same event. 10 min and 80 m are Active911's values. */
export type DuplicateRule = { minutes: number; metres: number };
export const DEFAULT_DUPLICATE_RULE: DuplicateRule = { minutes: 10, metres: 80 };

/** Witnesses describe one event differently; these types are often the same event. */
const COMPATIBLE: readonly (readonly IncidentType[])[] = [
  ['threat-or-assault', 'confinement', 'sexual-violence-risk'],
  ['threat-or-assault', 'violent-frenzy', 'riotous-gathering'],
];

export type DuplicateCandidate = {
  type: IncidentType;
  openedAt: Date;
  metresApart: number;
  /** The two incidents have a reporter's phone in common. */
  samePhone: boolean;
};

/** An incident as a candidate of another one, where both are in memory. */
export function asCandidate(other: Compared, incident: Compared): DuplicateCandidate {
  const { type, openedAt, phone } = other;
  const samePhone = phone !== null && phone === incident.phone;
  return { type, openedAt, metresApart: distanceMetres(other, incident), samePhone };
}
type Compared = LatLng & Pick<DuplicateCandidate, 'type' | 'openedAt'> & { phone: string | null };

/** Why the candidate may be the same event as `incident`; empty if it is not suggested. A person decides. */
export function duplicateReasons(
  incident: { type: IncidentType; openedAt: Date },
  candidate: DuplicateCandidate,
  rule: DuplicateRule,
): DuplicateReason[] {
  if (minutesBetween(incident.openedAt, candidate.openedAt) > rule.minutes) return [];
  const compatible = areCompatible(incident.type, candidate.type);
  const near = candidate.metresApart <= rule.metres && compatible;
  if (!near && !candidate.samePhone) return [];
  const reasons: DuplicateReason[] = [];
  if (candidate.metresApart <= rule.metres) reasons.push('near-in-place-and-time');
  if (compatible) reasons.push('compatible-type');
  if (candidate.samePhone) reasons.push('same-phone');
  return reasons;
}

export function minutesBetween(one: Date, other: Date): number {
  return Math.abs(one.getTime() - other.getTime()) / 60_000;
}

/** An unknown type may turn out to be any type. */
function areCompatible(one: IncidentType, other: IncidentType): boolean {
  if (one === 'unknown' || other === 'unknown') return true;
  return one === other || COMPATIBLE.some((group) => group.includes(one) && group.includes(other));
}
