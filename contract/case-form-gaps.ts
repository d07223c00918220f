import {
  ASSESSMENT_TOOL,
  type Birth,
  type CaseRisk,
  DOMAINS,
  type FormCode,
  type FormDraft,
  type RecordKind,
  type SafeContact,
} from './case-forms.ts';
import type { DangerTool } from './case-risk.ts';
import { ageOn, isMinorOn } from './person-age.ts';
import { isWritten } from './text.ts';
import { type ThaiDay, thaiDayOf } from './thai-day.ts';
import { isIdNumber, normalizeIdNumber } from './thai-id.ts';

/**
 * Why a form cannot be signed yet: a field is `missing`, `wrong` (impossible, or it contradicts another) or `barred`
 * (allowed in another situation only).
 */
export const GAP_REASONS = ['missing', 'wrong', 'barred'] as const;
/** `field` is its path in the form, as `goals.0.due`; the page marks it. */
export type FormGap = { field: string; why: (typeof GAP_REASONS)[number] };

/** What a form is measured by besides itself. */
export type GapContext = {
  now: Date;
  /** The danger tool that the form names; undefined if there is none of that version. */
  dangerTool?: DangerTool | undefined;
  /** Of the case. */
  risk?: CaseRisk | undefined;
  /** Services of the plan in force. */
  serviceIds?: readonly string[] | undefined;
  /** Whether three attempts in two ways have failed; undefined where nobody has looked. */
  hasLostContact?: boolean | undefined;
};

const has = (value: unknown): boolean => (typeof value === 'string' ? isWritten(value) : value !== undefined);
const isFilled = (list: readonly unknown[] | undefined): boolean => list !== undefined && list.length > 0;
const gapIf = (condition: boolean, field: string, why: FormGap['why'] = 'missing'): FormGap[] =>
  condition ? [{ field, why }] : [];

/** Those of the named fields that are empty. */
function findEmpty<Row extends object>(
  row: Row | undefined,
  fields: readonly (keyof Row & string)[],
  at = '',
): FormGap[] {
  return fields.filter((field) => !has(row?.[field])).map((field) => ({ field: at + field, why: 'missing' }));
}

export function findRegistrationGaps(draft: FormDraft<'registration'>, { now }: GapContext): FormGap[] {
  const today = thaiDayOf(now);
  const { birth, disabilities, idNumber, noIdReason } = draft;
  const hasNumber = has(idNumber);
  const wrongNumber = hasNumber && (noIdReason !== undefined || !isIdNumber(normalizeIdNumber(idNumber ?? '')));
  return [
    ...gapIf(!has(draft.name) && !has(draft.alias), 'name'),
    ...gapIf(!hasNumber && noIdReason === undefined, 'idNumber'),
    ...gapIf(wrongNumber, 'idNumber', 'wrong'),
    ...findEmpty(draft, ['birth', 'sex', 'nationality', 'language']),
    ...gapIf(birth !== undefined && isAfter(birth, today), 'birth', 'wrong'),
    ...gapIf(!isFilled(disabilities), 'disabilities'),
    ...gapIf(disabilities?.includes('none') === true && disabilities.length > 1, 'disabilities', 'wrong'),
    ...gapIf(draft.pregnant === undefined && mayBePregnant(draft, today), 'pregnant'),
    ...findEmpty(draft, ['schoolStatus']),
    ...gapIf(birth !== undefined && isMinorOn(birth, today) && !has(draft.caregiver?.kind), 'caregiver.kind'),
    ...findContactGaps(draft.safeContact),
    ...findEmpty(draft, ['basis']),
  ];
}

/** A call at the wrong hour, or answered by the wrong person, can put somebody in danger. */
function findContactGaps(contact: SafeContact | undefined): FormGap[] {
  const { channel, mustNotKnow } = contact ?? {};
  const isReached = channel !== undefined && channel !== 'none';
  return [
    ...findEmpty(contact, ['channel', 'mustNotKnow'], 'safeContact.'),
    ...(isReached ? findEmpty(contact, ['detail', 'hours'], 'safeContact.') : []),
    ...(isReached && isFilled(mustNotKnow) ? findEmpty(contact, ['checkQuestion', 'checkAnswer'], 'safeContact.') : []),
  ];
}

function isAfter(birth: Birth, day: ThaiDay): boolean {
  return birth.kind === 'exact' ? birth.date > day : birth.year > Number(day.slice(0, 4));
}

function mayBePregnant({ sex, birth }: FormDraft<'registration'>, day: ThaiDay): boolean {
  return sex !== undefined && sex !== 'male' && birth !== undefined && ageOn(birth, day) >= 10;
}

export function findDangerGaps({ answers, asked }: FormDraft<'danger'>, { dangerTool }: GapContext): FormGap[] {
  if (dangerTool === undefined) return [{ field: 'tool', why: 'wrong' }];
  const questions = dangerTool.questions.map(({ id }) => id);
  return [
    ...questions
      .filter((id) => answers[id] === undefined)
      .map((id) => ({ field: `answers.${id}`, why: 'missing' as const })),
    ...Object.keys(answers)
      .filter((id) => !questions.includes(id))
      .map((id) => ({ field: `answers.${id}`, why: 'wrong' as const })),
    ...findEmpty({ asked }, ['asked']),
  ];
}

export function findAssessmentGaps({ tool, toolVersion, domains, override }: FormDraft<'assessment'>): FormGap[] {
  const known = tool === ASSESSMENT_TOOL.tool && toolVersion === ASSESSMENT_TOOL.toolVersion;
  return [
    ...gapIf(!known, 'tool', 'wrong'),
    ...DOMAINS.flatMap((domain) => {
      const { score, codes, note } = domains[domain] ?? {};
      const at = `domains.${domain}.`;
      const other = (codes as readonly string[] | undefined)?.includes('other') === true;
      return [
        ...gapIf(score === undefined, `${at}score`),
        ...gapIf(score !== undefined && score >= 2 && !isFilled(codes), `${at}codes`),
        ...gapIf(other && !has(note), `${at}note`),
      ];
    }),
    ...(override === undefined ? [] : findEmpty(override, ['reason'], 'override.')),
  ];
}

export function findPlanGaps({ goals, services, agreed }: FormDraft<'plan'>, { now, risk }: GapContext): FormGap[] {
  const today = thaiDayOf(now);
  const isPast = (due: ThaiDay | undefined): boolean => due !== undefined && due < today;
  return [
    ...gapIf(!isFilled(goals), 'goals'),
    ...(goals ?? []).flatMap((goal, index) => {
      const at = `goals.${index}.`;
      const { baseline, target } = goal;
      return [
        ...findEmpty(goal, ['domain', 'baseline', 'target', 'measure', 'due'], at),
        ...gapIf(baseline !== undefined && target !== undefined && target > baseline, `${at}target`, 'wrong'),
        ...gapIf(isPast(goal.due), `${at}due`, 'wrong'),
      ];
    }),
    ...gapIf(!isFilled(services), 'services'),
    ...(services ?? []).flatMap((service, index) => {
      const at = `services.${index}.`;
      const { code, goalId } = service;
      return [
        ...findEmpty(service, ['code', 'by', 'responsible', 'due'], at),
        ...gapIf(code === 'other' && !has(service.note), `${at}note`),
        // Talks with the abuser at one table are no service to somebody whom they may kill.
        ...gapIf(code === 'mediation' && risk === 'high', `${at}code`, 'barred'),
        ...gapIf(goalId !== undefined && !goals?.some(({ id }) => id === goalId), `${at}goalId`, 'wrong'),
        ...gapIf(isPast(service.due), `${at}due`, 'wrong'),
      ];
    }),
    ...findEmpty(agreed, ['answer'], 'agreed.'),
    ...(agreed?.answer === 'no' || agreed?.answer === 'unable' ? findEmpty(agreed, ['reason'], 'agreed.') : []),
  ];
}

export function findSafetyPlanGaps(draft: FormDraft<'safety-plan'>): FormGap[] {
  return [
    ...gapIf(!isFilled(draft.signals), 'signals'),
    ...(draft.signals?.includes('other') ? findEmpty(draft, ['signalNote']) : []),
    ...findEmpty(draft, ['place']),
    ...gapIf(!isFilled(draft.call), 'call'),
    ...(draft.call ?? []).flatMap((person, index) => findEmpty(person, ['name', 'phone'], `call.${index}.`)),
  ];
}

export function findFollowUpGaps(draft: FormDraft<'follow-up'>, { now, serviceIds }: GapContext): FormGap[] {
  const { at, safe, next, seen, services } = draft;
  const wasSeen = seen !== undefined && seen !== 'not';
  return [
    ...findEmpty(draft, ['at', 'by', 'seen']),
    ...gapIf(at !== undefined && at > now.toISOString(), 'at', 'wrong'),
    ...(wasSeen ? findEmpty(draft, ['safe']) : []),
    ...gapIf(wasSeen && (safe === 'no' || safe === 'unsure') && !isFilled(draft.notSafeAction), 'notSafeAction'),
    ...(services ?? []).flatMap((service, index) => [
      ...findEmpty(service, ['result'], `services.${index}.`),
      ...gapIf(
        serviceIds !== undefined && !serviceIds.includes(service.serviceId),
        `services.${index}.serviceId`,
        'wrong',
      ),
    ]),
    ...findEmpty(draft, ['next']),
    ...gapIf(next !== undefined && next < thaiDayOf(now), 'next', 'wrong'),
  ];
}

export function findConferenceGaps(draft: FormDraft<'conference'>, { now }: GapContext): FormGap[] {
  const { at, attendance, decisions } = draft;
  const cameCount = attendance?.filter(({ came }) => came === 'yes').length ?? 0;
  return [
    ...findEmpty(draft, ['at', 'personThere']),
    ...gapIf(at !== undefined && at > now.toISOString(), 'at', 'wrong'),
    // One person alone is no conference.
    ...gapIf(cameCount < 2, 'attendance'),
    ...(attendance ?? []).flatMap((row, index) =>
      findEmpty(row, ['name', 'profession', 'came'], `attendance.${index}.`),
    ),
    ...gapIf(!isFilled(decisions), 'decisions'),
    ...(decisions ?? []).flatMap((row, index) =>
      findEmpty(row, ['code', 'text', 'responsible', 'due'], `decisions.${index}.`),
    ),
  ];
}

/** With these nobody can ask the person any more, or need not. */
const NOBODY_TO_ASK: readonly FormCode<'closureReason'>[] = ['lost', 'died', 'duplicate'];

export function findClosureGaps(
  draft: FormDraft<'closure'>,
  { hasLostContact }: Pick<GapContext, 'hasLostContact'> = {},
): FormGap[] {
  const { reason } = draft;
  if (reason !== undefined && NOBODY_TO_ASK.includes(reason)) {
    const tooEarly = reason === 'lost' && hasLostContact === false;
    return [...gapIf(tooEarly, 'reason', 'barred'), ...findEmpty(draft, ['note'])];
  }
  const own = findEmpty(draft, ['ownWords', 'worryAtStart', 'worryNow']);
  // Whoever refuses further help may refuse these too; that they were asked, says the note.
  const asked = reason === 'refused' && has(draft.note) ? [] : own;
  return [...findEmpty(draft, ['reason']), ...asked, ...findEmpty(draft, ['safe', 'callIfWorse', 'mayAsk'])];
}

export function findNoteGaps(draft: FormDraft<'note'>): FormGap[] {
  return findEmpty(draft, ['section', 'text']);
}

const FINDERS: { [Kind in RecordKind]: (draft: FormDraft<Kind>, context: GapContext) => FormGap[] } = {
  registration: findRegistrationGaps,
  danger: findDangerGaps,
  assessment: findAssessmentGaps,
  plan: findPlanGaps,
  'safety-plan': findSafetyPlanGaps,
  'follow-up': findFollowUpGaps,
  conference: findConferenceGaps,
  closure: findClosureGaps,
  note: findNoteGaps,
};

/** What is missing before this form can be signed; empty when it can. */
export function findFormGaps<Kind extends RecordKind>(
  kind: Kind,
  draft: FormDraft<Kind>,
  context: GapContext,
): FormGap[] {
  return FINDERS[kind](draft, context);
}
