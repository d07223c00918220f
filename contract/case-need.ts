import { z } from 'zod';
import { DOMAINS, type Domain, domainSchema, type FormDraft } from './case-forms.ts';

/** From this score on, a domain of a signed assessment is a need: open until an outcome closes it. */
export const NEED_FROM = 2;

/** How a need ends. "Partly" and "not received" are none: with them it stays open. */
export const NEED_OUTCOMES = [
  'received-help',
  'already-had',
  /** The person says that it is gone. */
  'gone',
  'refused',
  'moved',
  'died',
  'not-found',
  /** Help was not to be had; only a supervisor may say so. */
  'loss-accepted',
] as const;
export const needOutcomeSchema = z.enum(NEED_OUTCOMES);
export type NeedOutcome = z.infer<typeof needOutcomeSchema>;

/** By whose word it ended. */
export const NEED_SAID_BY = ['person', 'guardian', 'worker', 'receiver', 'supervisor'] as const;
export const needSaidBySchema = z.enum(NEED_SAID_BY);
export type NeedSaidBy = z.infer<typeof needSaidBySchema>;

/** What somebody only knows of themselves is closed by their own word, or by their guardian's. */
const BY_OWN_WORD: readonly NeedOutcome[] = ['gone', 'refused'];

/** Whether this outcome can be said by this side. */
export function canSayOutcome(outcome: NeedOutcome, saidBy: NeedSaidBy): boolean {
  if (outcome === 'loss-accepted') return saidBy === 'supervisor';
  return !BY_OWN_WORD.includes(outcome) || saidBy === 'person' || saidBy === 'guardian';
}

export const needSchema = z
  .object({
    id: z.uuid(),
    code: domainSchema,
    openedAt: z.iso.datetime(),
    openedByRecord: z.uuid().nullable(),
    outcome: needOutcomeSchema.nullable(),
    outcomeSaidBy: needSaidBySchema.nullable(),
    outcomeAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'CaseNeed' });
export type CaseNeed = z.infer<typeof needSchema>;

/** Needs that a signed assessment opens, where none of the same domain is open. A later, better score closes none. */
export function needsToOpen(domains: FormDraft<'assessment'>['domains'], open: readonly Domain[]): Domain[] {
  return DOMAINS.filter((domain) => (domains[domain]?.score ?? 0) >= NEED_FROM && !open.includes(domain));
}
