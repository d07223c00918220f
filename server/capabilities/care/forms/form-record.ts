import { type FormGap, findFormGaps, type GapContext } from '#contract/case-form-gaps';
import {
  type CaseRisk,
  type CaseSection,
  FORM_DRAFTS,
  type FormDraft,
  RECORD_SECTIONS,
  type RecordKind,
} from '#contract/case-forms';
import { type AssessmentResult, higherRisk } from '#contract/case-risk';
import { AppError, type LostTo } from '#platform/app-error';

/** A form in one of its versions. While it is a draft it is saved over; what is signed or proposed is never changed. */
export type FormRecord = {
  id: string;
  caseId: string;
  kind: RecordKind;
  section: CaseSection;
  /** The form itself, through all its versions; named by whoever began it, also without signal. */
  seriesId: string;
  version: number;
  /** The version it was written over, where that was kept. */
  basedOn: string | null;
  body: Record<string, unknown>;
  tool: string | null;
  toolVersion: string | null;
  authorId: string;
  savedAt: Date;
  signedAt: Date | null;
  signedByPersonId: string | null;
};
/** The newest version, and whether a second person reads it: that one must stay as it is. */
export type NewestRecord = FormRecord & { isProposed: boolean };

export type Saving = {
  caseId: string;
  seriesId: string;
  kind: RecordKind;
  basedOn: number;
  body: Record<string, unknown>;
  authorId: string;
  now: Date;
  newId: string;
};

/**
 * What to store of a draft that somebody sends: over the draft that is there, or as the next version.
 * @throws AppError `case/record-changed` (somebody else saved meanwhile), `case/record-not-found`
 */
export function decideSave(newest: NewestRecord | undefined, saving: Saving): { record: FormRecord; isNew: boolean } {
  const { caseId, seriesId, kind, basedOn, body, authorId, now, newId } = saving;
  const draft = { ...readTool(body), body, section: sectionOf(kind, body, newest), authorId, savedAt: now };
  const unsigned = { signedAt: null, signedByPersonId: null };
  if (!newest) {
    if (basedOn !== 0) throw new AppError('case/record-not-found');
    const record = { ...{ id: newId, caseId, kind, seriesId, version: 1, basedOn: null }, ...draft, ...unsigned };
    return { record, isNew: true };
  }
  if (newest.kind !== kind) throw new AppError('case/record-not-found');
  if (newest.version !== basedOn) throw recordChanged(newest);
  const version = newest.version + 1;
  if (newest.signedAt !== null || newest.isProposed) {
    const record = { ...newest, ...draft, ...unsigned, id: newId, version, basedOn: newest.id };
    return { record, isNew: true };
  }
  return { record: { ...newest, ...draft, version }, isNew: false };
}

/** The answer says who saved; both versions stay: theirs is stored, one's own is on the page, and a person decides. */
export function recordChanged({ caseId, version }: Pick<FormRecord, 'caseId' | 'version'>): AppError {
  return new AppError('case/record-changed', { params: { version }, lostTo: lostToWhoSaved(caseId) });
}

export function lostToWhoSaved(caseId: string): LostTo {
  return { subjects: [caseId], actions: ['case/record-saved', 'case/record-signed'] };
}

/** A note is of the section that it names; every other form is of its own. */
function sectionOf(kind: RecordKind, body: Record<string, unknown>, newest: FormRecord | undefined): CaseSection {
  if (kind !== 'note') return RECORD_SECTIONS[kind];
  return readDraft('note', body).section ?? newest?.section ?? RECORD_SECTIONS.note;
}

function readTool({ tool, toolVersion }: Record<string, unknown>): Pick<FormRecord, 'tool' | 'toolVersion'> {
  return {
    tool: typeof tool === 'string' ? tool : null,
    toolVersion: typeof toolVersion === 'string' ? toolVersion : null,
  };
}

/** @throws AppError `case/record-unreadable` for a body that is not of this form, or of an older one of it */
export function readDraft<Kind extends RecordKind>(kind: Kind, body: unknown): FormDraft<Kind> {
  const read = FORM_DRAFTS[kind].safeParse(body);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new AppError('case/record-unreadable', { params: { field: describePath(issue?.path ?? []) } });
  }
  return read.data as FormDraft<Kind>;
}

/** Names of fields are ours; whatever else stands in a path was sent by a stranger. */
function describePath(path: readonly PropertyKey[]): string {
  return path
    .map((part) => String(part).replace(/[^\w-]/g, '?'))
    .join('.')
    .slice(0, 200);
}

const NAMED_GAPS = 20;
/** @throws AppError `case/record-signed`, `case/record-incomplete` with the fields that are missing */
export function assertCanBeSigned(record: FormRecord, context: GapContext): void {
  if (record.signedAt !== null) throw new AppError('case/record-signed', { lostTo: lostToWhoSaved(record.caseId) });
  const draft = readDraft(record.kind, record.body);
  const gaps: FormGap[] = findFormGaps(record.kind, draft as never, context);
  if (gaps.length > 0) {
    const fields = gaps.slice(0, NAMED_GAPS).map(({ field }) => field.replace(/[^\w.-]/g, '?'));
    throw new AppError('case/record-incomplete', { params: { fields: fields.join(', '), count: gaps.length } });
  }
}

/**
 * The risk of the case after a signed form. The danger questions only raise it. An assessment lowers it too, but never
 * from high: that is for a second person, whoever assessed (four eyes).
 */
export function riskAfter(present: CaseRisk | null, kind: 'danger' | 'assessment', said: CaseRisk): CaseRisk {
  if (present === null) return said;
  return kind === 'danger' || present === 'high' ? higherRisk(present, said) : said;
}

/** What an assessment says of the risk: a worker's lower level counts only after somebody has approved it. */
export function riskOf({ computed, level }: AssessmentResult): CaseRisk | undefined {
  return computed && level ? higherRisk(computed, level) : level;
}
