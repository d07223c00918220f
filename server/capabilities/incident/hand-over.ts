import type { NoHandOver } from '#contract/incident-actions';
import type { Disposition } from '#contract/incident-status';
import type { IncidentType } from '#contract/incident-type';
import type { SafetyFlags } from '#contract/safety';
import { AppError } from '#platform/app-error';

/** Types that nobody suffers without being harmed by somebody, or that may be one: a victim is taken for granted. */
const HARMS_SOMEBODY: readonly IncidentType[] = ['threat-or-assault', 'confinement', 'sexual-violence-risk', 'unknown'];
/** Nothing happened, or it is handled under another number. */
const NOTHING_BEHIND: readonly Disposition[] = ['false-report', 'test', 'duplicate'];
const SOMEBODY_THERE: readonly Disposition[] = ['handled', 'arrest'];

export type Said = { victims: boolean | null; children: boolean | null };
type Ended = { type: IncidentType; disposition: Disposition; isExercise: boolean };

/** What is taken for granted where an officer said nothing: it errs towards somebody being looked after. */
export function assumeCare(
  { type, disposition, isExercise }: Ended,
  flags: SafetyFlags,
): { victims: boolean; children: boolean } {
  if (isExercise || NOTHING_BEHIND.includes(disposition)) return { victims: false, children: false };
  const harmed = HARMS_SOMEBODY.includes(type) && SOMEBODY_THERE.includes(disposition);
  return { victims: flags.hurt || disposition === 'handed-to-care' || harmed, children: flags.children };
}

export type HandOverDecision = { victims: boolean; children: boolean } & (
  | { handsOver: true; reason: null }
  | { handsOver: false; reason: NoHandOver | null }
);

/**
 * Whether the ended incident is handed to those who care afterwards (aftercare is opened or a reason is recorded).
 * "Handed to care" always is.
 * @throws AppError `incident/hand-over-reason-needed` when what is known speaks against what is said
 */
export function decideHandOver(
  ended: Ended,
  flags: SafetyFlags,
  said: Said,
  reason: NoHandOver | null,
): HandOverDecision {
  const assumed = assumeCare(ended, flags);
  const victims = said.victims ?? assumed.victims;
  const children = said.children ?? assumed.children;
  if (ended.isExercise) return { victims: false, children: false, handsOver: false, reason: null };
  if (ended.disposition === 'handed-to-care') return { victims, children, handsOver: true, reason: null };
  const isKnown = !NOTHING_BEHIND.includes(ended.disposition) && (flags.hurt || flags.children);
  const isUnsaid = isKnown && ((flags.hurt && !victims) || (flags.children && !children));
  if (reason) return { victims, children, handsOver: false, reason: victims || children || isKnown ? reason : null };
  if (isUnsaid && !victims && !children) throw new AppError('incident/hand-over-reason-needed');
  return victims || children
    ? { victims, children, handsOver: true, reason: null }
    : { victims, children, handsOver: false, reason: null };
}
