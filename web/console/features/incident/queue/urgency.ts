import type { IncidentSummary } from '#contract/incident';
import { isDuressUnseen, isOpen, isUnanswered } from '#contract/incident-status';

/** What an incident requires of the person at this console. The colours follow it: red, amber, green, grey. */
export type Urgency = 'duress' | 'unanswered' | 'asked' | 'late' | 'on-the-way' | 'in-hand' | 'over';

/** Agencies the person serves in: a transfer offered to one of them waits for this console's answer. */
export type MyAgencies = ReadonlySet<string>;

/** `now` in milliseconds of the server's clock. */
export function urgencyOf(incident: IncidentSummary, now: number, mine: MyAgencies): Urgency {
  if (isUnanswered(incident.status)) return 'unanswered';
  if (!isOpen(incident.status)) return 'over';
  if (isDuressUnseen(incident)) return 'duress';
  if (incident.transferTo && mine.has(incident.transferTo.id)) return 'asked';
  if (isLate(incident, now)) return 'late';
  return incident.etaAt && incident.status !== 'on-scene' ? 'on-the-way' : 'in-hand';
}

/** The ETA has passed and nobody has reported arrival. */
export function isLate(incident: IncidentSummary, now: number): boolean {
  return incident.etaAt !== null && incident.status !== 'on-scene' && Date.parse(incident.etaAt) < now;
}

/** Whole minutes until the ETA, or since it passed; a started minute counts as one, so it is never "0". */
export function minutesToEta(etaAt: string, now: number): { left: number } | { late: number } {
  const minutes = (Date.parse(etaAt) - now) / 60_000;
  return minutes >= 0 ? { left: Math.max(1, Math.ceil(minutes)) } : { late: Math.max(1, Math.ceil(-minutes)) };
}
