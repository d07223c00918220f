import type { IncidentType } from '#contract/incident-type';
import { HEALTH_NUMBERS, type SafetyFlags, type SafetyKind } from '#contract/safety';
import { AppError } from '#platform/app-error';

type Answer = { question: string; answer: string | null };
type Note = { kind: SafetyKind };

/** People move, dogs die: a note that nobody renews is gone after two years at the latest. */
const LONGEST_DAYS = 730;
const USUAL_DAYS = 365;
const DAY_MS = 86_400_000;

/**
 * Until when a note holds: the end of the named day in Thailand, a year where none is named.
 * @throws AppError `incident/note-not-possible`
 */
export function noteUntil(until: string | undefined, now: Date): Date {
  const end = until ? new Date(`${until}T23:59:59.999+07:00`) : new Date(now.getTime() + USUAL_DAYS * DAY_MS);
  if (end <= now || end.getTime() > now.getTime() + LONGEST_DAYS * DAY_MS) {
    throw new AppError('incident/note-not-possible');
  }
  return end;
}

/** What notes in force and answers say together. The newest answer to a question counts; a note is never unsaid by one. */
export function flagsFrom(notes: Note[], answers: Answer[]): SafetyFlags {
  const last = (question: string) => answers.findLast((one) => one.question === question && one.answer)?.answer;
  const noted = (kind: SafetyKind) => notes.some((note) => note.kind === kind);
  const seen = last('weapon-seen');
  const weapon = seen === 'gun' || seen === 'knife' ? seen : null;
  return {
    weapon: weapon ?? (noted('weapon') ? 'some' : null),
    children: noted('children') || last('children-there') === 'yes',
    hurt: last('are-you-hurt') === 'yes',
    mentalHealth: noted('mental-health'),
    dog: noted('dog'),
    officerAttacked: noted('officer-attacked'),
  };
}

/** A frenzy, or a note here or before that somebody is ill: doctors are called beside the police. */
export function healthNumbersFor(type: IncidentType, flags: SafetyFlags[]): (typeof HEALTH_NUMBERS)[number][] {
  const isIll = type === 'violent-frenzy' || flags.some(({ mentalHealth }) => mentalHealth);
  return isIll ? [...HEALTH_NUMBERS] : [];
}
