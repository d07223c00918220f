import type { IncidentType } from '#contract/incident-type';
import { HEALTH_NUMBERS, type SafetyFlags, type SafetyKind } from '#contract/safety';
import { DAY_MS, lastMomentOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';

type Answer = { question: string; answer: string | null };
type Note = { kind: SafetyKind };

/** People move and dogs die: a note that nobody renews ends after two years at the latest. */
const LONGEST_DAYS = 730;
const USUAL_DAYS = 365;

/**
 * The end of a note's validity: the end of the given day in Thailand, or one year from now.
 * @throws AppError `incident/note-not-possible`
 */
export function noteUntil(until: string | undefined, now: Date): Date {
  const end = until ? lastMomentOf(until) : new Date(now.getTime() + USUAL_DAYS * DAY_MS);
  if (end <= now || end.getTime() > now.getTime() + LONGEST_DAYS * DAY_MS) {
    throw new AppError('incident/note-not-possible');
  }
  return end;
}

/**
 * What current notes and answers say together. The newest answer to a question counts; an answer never cancels a note.
 */
export function flagsFrom(notes: Note[], answers: Answer[]): SafetyFlags {
  const newestAnswer = (question: string) => answers.findLast((one) => one.question === question && one.answer)?.answer;
  const noted = (kind: SafetyKind) => notes.some((note) => note.kind === kind);
  const seen = newestAnswer('weapon-seen');
  const weapon = seen === 'gun' || seen === 'knife' ? seen : null;
  return {
    weapon: weapon ?? (noted('weapon') ? 'some' : null),
    children: noted('children') || newestAnswer('children-there') === 'yes',
    hurt: newestAnswer('are-you-hurt') === 'yes',
    mentalHealth: noted('mental-health'),
    dog: noted('dog'),
    officerAttacked: noted('officer-attacked'),
  };
}

/** The same from all notes, of which only those count that are neither withdrawn nor over. `earlier_around()` chooses so too. */
export function flagsNow(notes: (Note & { withdrawnAt: Date | null; until: Date })[], answers: Answer[], now: Date) {
  const current = notes.filter(({ withdrawnAt, until }) => withdrawnAt === null && until > now);
  return flagsFrom(current, answers);
}

/** Health services are called as well for a frenzy, or if a note here or earlier mentions mental illness. */
export function healthNumbersFor(type: IncidentType, flags: SafetyFlags[]): (typeof HEALTH_NUMBERS)[number][] {
  const isIll = type === 'violent-frenzy' || flags.some(({ mentalHealth }) => mentalHealth);
  return isIll ? [...HEALTH_NUMBERS] : [];
}
