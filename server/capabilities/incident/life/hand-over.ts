import type { NoHandOver } from '#contract/incident-actions';
import type { Disposition } from '#contract/incident-status';
import type { IncidentType } from '#contract/incident-type';
import type { SafetyFlags } from '#contract/safety';
import { AppError } from '#platform/app-error';

/** Somebody else harms the victim in these incidents, so a victim is assumed. */
const TYPES_WITH_VICTIM: readonly IncidentType[] = [
  'threat-or-assault',
  'confinement',
  'sexual-violence-risk',
  'unknown',
];
/** Nothing happened, or it is handled as another incident. */
const NO_VICTIM: readonly Disposition[] = ['false-report', 'test', 'duplicate'];
const VICTIM_PRESENT: readonly Disposition[] = ['handled', 'arrest'];

export type StatedCare = { victims: boolean | null; children: boolean | null };
type Ended = { type: IncidentType; disposition: Disposition; isExercise: boolean };

/** What is assumed where the officer said nothing: it errs on the side of care. */
export function assumeCare(
  { type, disposition, isExercise }: Ended,
  flags: SafetyFlags,
): { victims: boolean; children: boolean } {
  if (isExercise || NO_VICTIM.includes(disposition)) return { victims: false, children: false };
  const harmed = TYPES_WITH_VICTIM.includes(type) && VICTIM_PRESENT.includes(disposition);
  return { victims: flags.hurt || disposition === 'handed-to-care' || harmed, children: flags.children };
}

export type HandOverDecision = { victims: boolean; children: boolean } & (
  | { handsOver: true; reason: null }
  | { handsOver: false; reason: NoHandOver | null }
);

/**
 * Whether the ended incident is handed over for aftercare; otherwise a reason is recorded. "Handed to care" always is.
 * @throws AppError `incident/hand-over-reason-needed` when the officer's answer contradicts what is known
 */
export function decideHandOver(
  ended: Ended,
  flags: SafetyFlags,
  stated: StatedCare,
  reason: NoHandOver | null,
): HandOverDecision {
  const assumed = assumeCare(ended, flags);
  const victims = stated.victims ?? assumed.victims;
  const children = stated.children ?? assumed.children;
  if (ended.isExercise) return { victims: false, children: false, handsOver: false, reason: null };
  if (ended.disposition === 'handed-to-care') return { victims, children, handsOver: true, reason: null };
  const isKnown = !NO_VICTIM.includes(ended.disposition) && (flags.hurt || flags.children);
  const isNeeded = victims || children;
  if (reason) return { victims, children, handsOver: false, reason: isNeeded || isKnown ? reason : null };
  if (isKnown && !isNeeded) throw new AppError('incident/hand-over-reason-needed');
  return { victims, children, handsOver: isNeeded, reason: null };
}
