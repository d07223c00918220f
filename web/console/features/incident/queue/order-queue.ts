import type { IncidentSummary } from '#contract/incident';
import { isDuressUnseen } from '#contract/incident-status';
import { type MyAgencies, type Urgency, urgencyOf } from './urgency.ts';

const RANKS: Record<Urgency, number> = {
  duress: -1,
  unanswered: 0,
  asked: 2,
  late: 3,
  'on-the-way': 4,
  'in-hand': 5,
  over: 6,
};

type Key = readonly [rank: number, time: number, id: string];

/**
 * Most urgent first: unseen duress, unanswered (critical before urgent, longest waiting first), transfers offered to
 * us, late (latest first), on the way (soonest first), at work (longest first).
 */
export function orderQueue(incidents: Iterable<IncidentSummary>, now: number, mine: MyAgencies): IncidentSummary[] {
  const keyed = Array.from(incidents, (incident) => ({ incident, key: keyOf(incident, now, mine) }));
  return keyed.sort((a, b) => compare(a.key, b.key)).map(({ incident }) => incident);
}

/** Ended incidents, latest first. */
export function orderRecent(incidents: readonly IncidentSummary[]): IncidentSummary[] {
  return [...incidents].sort((a, b) => Date.parse(b.updatedAt) - Date.parse(a.updatedAt));
}

function keyOf(incident: IncidentSummary, now: number, mine: MyAgencies): Key {
  const urgency = urgencyOf(incident, now, mine);
  const rank = isDuressUnseen(incident)
    ? RANKS.duress
    : urgency === 'unanswered' && incident.priority === 'urgent'
      ? 1
      : RANKS[urgency];
  const byEta = urgency === 'late' || urgency === 'on-the-way';
  const time = byEta && incident.etaAt ? incident.etaAt : incident.alertedAt;
  return [rank, Date.parse(time), incident.id];
}

function compare(a: Key, b: Key): number {
  return a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : 1);
}
